"""找页: where the sheet lies in a picture, laid flat again, and whose page it is.

Four registration marks (one may be hidden) give the perspective, in whichever quarter turn the page was scanned. The
light is evened out: darkness is measured against the white of the paper nearby. The code is read with OpenCV's reader;
where it fails, the modules are compared with those of the pages that may be there, and one is named only if it alone fits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from lianxin.pure.marks.codes import MODULES, PageCode, matrix, read_digits
from lianxin.pure.marks.drawing import HEIGHT, WIDTH
from lianxin.pure.marks.layout import corners, qr_place

Grey = npt.NDArray[np.uint8]
Darkness = npt.NDArray[np.float32]

SCALE = 6.0  # pixels a millimetre of the page laid flat, about 150 dpi
SEARCHED = 1500  # the marks are looked for in a picture not longer than this
LONGEST = 20_000
MOST_OFF = 1.2  # millimetres that a mark may lie beside where four points of a plane would put it
QUIET = 3.2  # millimetres of white around the QR code that are looked at
NEAR, APART = 0.16, 0.12  # share of modules that may differ from a page's code, and by how much more from any other's


@dataclass(frozen=True)
class Flat:
    """一页放平: the page upright at SCALE pixels per millimetre, its darkness against its own paper (0 … 1)."""

    picture: Grey
    darkness: Darkness
    marks: int
    red: Darkness | None = None  # the darkness in red light, of a picture in colours


def lay_flat(picture: Grey) -> Flat | None:
    """The page in a picture, grey or in colours (blue, green, red).

    None where fewer than three registration marks are found or they do not fit a plane.
    """
    if picture.ndim not in (2, 3) or min(picture.shape[:2]) < 100 or max(picture.shape) > LONGEST:
        return None
    lens, count = _lens(_grey(picture))
    if lens is None:
        return None
    coarse = _pixels_a_millimetre(lens)
    if coarse > 1.5 * SCALE:  # smaller first, or thin lines are lost between the pixels
        part = SCALE * 1.2 / coarse
        picture = np.asarray(cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA), np.uint8)
        lens = np.diag([part, part, 1.0]) @ lens
    millimetres = np.diag([1 / SCALE, 1 / SCALE, 1.0])
    size = (round(WIDTH * SCALE), round(HEIGHT * SCALE))
    flat = cv2.warpPerspective(
        picture,
        lens @ millimetres,
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    page = np.asarray(flat, np.uint8)
    red = darkness_of(np.ascontiguousarray(page[:, :, 2])) if page.ndim == 3 else None
    return Flat(page, darkness_of(_grey(page)), count, red)


def _grey(picture: Grey) -> Grey:
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)


def _lens(picture: Grey) -> tuple[npt.NDArray[np.float64] | None, int]:
    """From millimetres of the page to pixels of the picture, and by how many marks."""
    part = min(1.0, SEARCHED / max(picture.shape))
    small = cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA) if part < 1 else picture
    best: tuple[npt.NDArray[np.float64] | None, int] = (None, 0)
    for attempt in (small, cv2.createCLAHE(4.0, (8, 8)).apply(small), picture):
        lens, count = _lens_by(_detected(np.asarray(attempt, np.uint8)))
        if lens is not None and count > best[1]:
            back = 1.0 if attempt is picture else 1 / part
            best = (np.diag([back, back, 1.0]) @ lens, count)
        if best[1] == 4:
            break
    return best


def _detected(picture: Grey) -> dict[int, npt.NDArray[np.float64]]:
    """The registration marks seen, by number; of two with one number the larger."""
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.minMarkerPerimeterRate = 0.06
    settings.maxMarkerPerimeterRate = 0.6
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    found, names, _rejected = cv2.aruco.ArucoDetector(known, settings).detectMarkers(picture)
    seen: dict[int, npt.NDArray[np.float64]] = {}
    for points, name in zip(found, names if names is not None else (), strict=False):
        square = np.asarray(points, np.float64).reshape(4, 2)
        n = int(np.asarray(name).ravel()[0])
        if n < 4 and (n not in seen or _area(square) > _area(seen[n])):
            seen[n] = square
    return seen


def _area(points: npt.NDArray[np.float64]) -> float:
    return float(cv2.contourArea(points.astype(np.float32)))


def _lens_by(seen: dict[int, npt.NDArray[np.float64]]) -> tuple[npt.NDArray[np.float64] | None, int]:
    if len(seen) < 3:
        return None, len(seen)
    order = sorted(seen)
    printed = np.array([point for n in order for point in corners()[n]], np.float64)
    shown = np.concatenate([seen[n] for n in order])
    found, _used = cv2.findHomography(printed, shown, 0)
    if found is None:
        return None, len(seen)
    lens = np.asarray(found, np.float64)
    off = cv2.perspectiveTransform(printed[None], lens)[0] - shown
    if float(np.abs(off).max()) > MOST_OFF * _pixels_a_millimetre(lens):
        return None, len(seen)
    return lens, len(seen)


def _pixels_a_millimetre(lens: npt.NDArray[np.float64]) -> float:
    """In the middle of the page."""
    x, y = WIDTH / 2, HEIGHT / 2
    points = cv2.perspectiveTransform(np.array([[[x, y], [x + 10, y], [x, y + 10]]], np.float64), lens)[0]
    return float(np.linalg.norm(points[1] - points[0]) + np.linalg.norm(points[2] - points[0])) / 20


def darkness_of(flat: Grey) -> Darkness:
    """0 where the paper is white, 1 where nothing comes back; each place against the paper around it.

    The white is the picture with everything dark of less than 12 mm closed over: a shadow's edge stays where it is.
    """
    coarse = cv2.resize(flat, None, fx=1 / SCALE, fy=1 / SCALE, interpolation=cv2.INTER_AREA)
    coarse = cv2.medianBlur(coarse, 3)
    closed = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13)))
    white = cv2.GaussianBlur(closed.astype(np.float32), (0, 0), 1.5)
    white = cv2.resize(white, flat.shape[::-1], interpolation=cv2.INTER_LINEAR)
    dark = 1.0 - flat.astype(np.float32) / np.maximum(white, 8.0)
    return np.asarray(np.clip(dark, -0.2, 1.0), np.float32)


def code_of(flat: Flat, may_be: Iterable[PageCode] = ()) -> PageCode | None:
    """Whose page it is, as the QR code says; `may_be`: pages with whose modules a code is compared that cannot be read."""
    x, y, side = (round(one * SCALE) for one in qr_place())
    quiet = round(QUIET * SCALE)
    part = _grey(flat.picture)[max(0, y - quiet) : y + side + quiet, x - quiet : x + side + quiet]
    for factor in (2, 3):
        large = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        text, _points, _straight = cv2.QRCodeDetector().detectAndDecode(large)
        if code := read_digits(text):
            return code
    return _nearest(flat.darkness, list(may_be))


def _nearest(darkness: Darkness, may_be: list[PageCode]) -> PageCode | None:
    """The page whose modules the picture shows, if all others differ by far more."""
    seen = _modules(darkness)
    if not may_be or seen is None:
        return None
    unlike = sorted((float(np.mean(seen != np.array(matrix(one)))), n) for n, one in enumerate(may_be))
    if unlike[0][0] > NEAR or (len(unlike) > 1 and unlike[1][0] - unlike[0][0] < APART):
        return None
    return may_be[unlike[0][1]]


def _modules(darkness: Darkness) -> npt.NDArray[np.bool_] | None:
    """Black or white in the middle of each module, where the code lies on the page, give or take a millimetre."""
    x, y, side = qr_place()
    step = side / MODULES
    ring = np.array([[row in (0, 6) or column in (0, 6) or (2 <= row <= 4 and 2 <= column <= 4) for column in range(7)]
                     for row in range(7)])  # fmt: skip
    smooth = cv2.GaussianBlur(darkness, (0, 0), 0.25 * step * SCALE)
    best, found = 0.0, None
    for dx in np.arange(-1.2, 1.3, 0.3):
        for dy in np.arange(-1.2, 1.3, 0.3):
            at = np.arange(MODULES) * step + step / 2
            columns = np.round((x + dx + at) * SCALE).astype(int)
            rows = np.round((y + dy + at) * SCALE).astype(int)
            values = smooth[np.ix_(rows, columns)]
            black = values > (values.min() + values.max()) / 2
            corners_of = (black[:7, :7], black[:7, -7:], black[-7:, :7])
            like = float(np.mean([np.mean(one == ring) for one in corners_of]))
            if like > best:
                best, found = like, black
    return found if best > 0.85 else None
