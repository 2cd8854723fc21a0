/* 垫片: between a program and its disk. Loaded by LD_PRELOAD into the server of a test, it
   - writes every write, truncation, sync, renaming and removal below LX_ROOT into LX_LOG, in order (power.py);
   - fails them with the error that stands in LX_SWITCH, and shifts the clock by the seconds that stand there (faults.py).
   It knows nothing of SQLite: what lies above is the product as it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct Switch { int64_t seconds; int32_t error; int32_t unused; };
struct Told { uint8_t what; uint8_t pad; uint16_t path; uint32_t unused; int64_t at; int64_t length; };

static const char *root;
static size_t root_length;
static int book = -1;
static volatile struct Switch *turned;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  root = getenv("LX_ROOT");
  root_length = root ? strlen(root) : 0;
  const char *log = getenv("LX_LOG"), *control = getenv("LX_SWITCH");
  if (log) book = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (control) {
    int descriptor = open(control, O_RDONLY | O_CLOEXEC);
    void *place = descriptor < 0 ? MAP_FAILED : mmap(NULL, sizeof(struct Switch), PROT_READ, MAP_SHARED, descriptor, 0);
    if (place != MAP_FAILED) turned = place;
    if (descriptor >= 0) close(descriptor);
  }
}

static int is_ours(const char *path) {
  return root && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int named(int descriptor, char *path) {
  char link[64];
  if (!root) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static int refused(void) {
  if (!turned || !turned->error) return 0;
  errno = turned->error;
  return 1;
}

static void tell(uint8_t what, const char *path, int64_t at, const void *data, size_t length) {
  if (book < 0) return;
  int kept = errno;
  struct Told told = {what, 0, (uint16_t)strlen(path), 0, at, (int64_t)(data ? length : 0)};
  struct iovec parts[3] = {{&told, sizeof told}, {(void *)path, told.path}, {(void *)data, data ? length : 0}};
  if (writev(book, parts, 3) < 0) abort();
  errno = kept;
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t at) {
  REAL(pwrite64);
  char path[PATH_MAX];
  if (!named(descriptor, path)) return real(descriptor, data, length, at);
  if (refused()) return -1;
  ssize_t done = real(descriptor, data, length, at);
  if (done > 0) tell('w', path, at, data, (size_t)done);
  return done;
}
ssize_t pwrite(int descriptor, const void *data, size_t length, off_t at) { return pwrite64(descriptor, data, length, at); }

ssize_t write(int descriptor, const void *data, size_t length) {
  REAL(write);
  char path[PATH_MAX];
  if (!named(descriptor, path)) return real(descriptor, data, length);
  if (refused()) return -1;
  ssize_t done = real(descriptor, data, length);
  if (done > 0) tell('w', path, lseek(descriptor, 0, SEEK_CUR) - done, data, (size_t)done);
  return done;
}

int ftruncate64(int descriptor, off64_t size) {
  REAL(ftruncate64);
  char path[PATH_MAX];
  if (!named(descriptor, path)) return real(descriptor, size);
  if (refused()) return -1;
  int answer = real(descriptor, size);
  if (!answer) tell('t', path, size, NULL, 0);
  return answer;
}
int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

static int synced(int descriptor, int (*real)(int)) {
  char path[PATH_MAX];
  if (!named(descriptor, path)) return real(descriptor);
  if (refused()) return -1;
  int answer = real(descriptor);
  if (!answer) tell('s', path, 0, NULL, 0);
  return answer;
}
int fsync(int descriptor) { REAL(fsync); return synced(descriptor, real); }
int fdatasync(int descriptor) { REAL(fdatasync); return synced(descriptor, real); }

int unlink(const char *path) {
  REAL(unlink);
  if (is_ours(path) && refused()) return -1;
  int answer = real(path);
  if (!answer && is_ours(path)) tell('u', path, 0, NULL, 0);
  return answer;
}

int rename(const char *old, const char *new) {
  REAL(rename);
  if (is_ours(new) && refused()) return -1;
  int answer = real(old, new);
  if (!answer && is_ours(new)) tell('r', old, 0, new, strlen(new));
  return answer;
}

int open64(const char *path, int flags, ...) {
  REAL(open64);
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  if (flags & (O_CREAT | O_TRUNC) && is_ours(path)) {
    int is_new = access(path, F_OK) != 0;
    if ((is_new || flags & O_TRUNC) && refused()) return -1;
    int answer = real(path, flags, mode);
    if (answer >= 0 && is_new) tell('c', path, 0, NULL, 0);
    if (answer >= 0 && !is_new && flags & O_TRUNC) tell('t', path, 0, NULL, 0);
    return answer;
  }
  return real(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open64(path, flags, mode);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  REAL(clock_gettime);
  int answer = real(clock, now);
  if (!answer && clock == CLOCK_REALTIME && turned) now->tv_sec += turned->seconds;
  return answer;
}
