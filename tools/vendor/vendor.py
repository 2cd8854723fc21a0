"""前端外来库: fetch what the lock names, bundle it, and compare it with what stands in the repository.

    python3 tools/vendor/vendor.py            fetch, bundle, compare; 1 where something differs
    python3 tools/vendor/vendor.py --write    put the bundles and the manifest in place (after a new version was locked)

Needs node and npm, and the network; nothing else of the project does.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = HERE.parents[1] / "src/lianxin/web/static/vendor"
BUNDLES = (
    # file, entry, name of the global, packages inside
    ("blindrsa.min.js", "blindrsa.mjs", "BlindRSA", ("@cloudflare/blindrsa-ts", "sjcl")),
    ("qrcode.min.js", "qrcode.mjs", "QRCode", ("qrcode-generator",)),
)


def main() -> int:
    """Build in a folder of its own; then compare, or write."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc", *(entry for _file, entry, *_rest in BUNDLES)):
            shutil.copy(HERE / name, place / name)
        subprocess.run(["npm", "ci", "--no-fund", "--no-audit"], cwd=place, check=True, stdout=subprocess.DEVNULL)
        built = {file: _bundle(place, file, entry, known, inside) for file, entry, known, inside in BUNDLES}
        built["LICENCES.txt"] = _licences(place).encode()
        manifest = [_line(place, file, built[file], inside) for file, _entry, _known, inside in BUNDLES]
    built["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    if "--write" in sys.argv:
        PLACE.mkdir(parents=True, exist_ok=True)
        for file, data in built.items():
            (PLACE / file).write_bytes(data)
    different = [file for file, data in built.items() if not _is_same(PLACE / file, data)]
    for file in different:
        print(f"与仓库里的不同 · differs from what is kept: {file}")
    if not different:
        print(f"与仓库里的一致 · the same as what is kept: {len(built)}")
    return 1 if different else 0


def _bundle(place: Path, file: str, entry: str, known: str, inside: tuple[str, ...]) -> bytes:
    notes = "; ".join(f"{one['name']} {one['version']} ({one['licence']})" for one in _packages(place, inside))
    subprocess.run(
        [
            "node_modules/.bin/esbuild", entry, "--bundle", "--minify", "--format=iife", f"--global-name={known}",
            "--target=es2020", "--legal-comments=inline", f"--banner:js=/* {notes}; bundled by tools/vendor */",
            f"--outfile={file}", "--log-level=warning",
        ],
        cwd=place, check=True,
    )  # fmt: skip
    return (place / file).read_bytes()


def _packages(place: Path, inside: tuple[str, ...]) -> list[dict[str, str]]:
    found = []
    for name in inside:
        about = json.loads((place / "node_modules" / name / "package.json").read_text())
        found.append({"name": name, "version": about["version"], "licence": about["license"]})
    return found


def _licences(place: Path) -> str:
    """The texts of the licences, as each package brings them."""
    found = []
    for *_rest, inside in BUNDLES:
        for name in inside:
            texts = sorted((place / "node_modules" / name).glob("LICENSE*"))
            found += [f"══ {name}\n\n{path.read_text('utf-8').strip()}\n" for path in texts]
    return "\n".join(found)


def _line(place: Path, file: str, data: bytes, inside: tuple[str, ...]) -> dict[str, object]:
    first, *others = _packages(place, inside)
    return {
        "file": file, **first, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "contains": others
    }  # fmt: skip


def _is_same(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data


if __name__ == "__main__":
    sys.exit(main())
