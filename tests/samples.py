"""示例表的文件: `python -m tests.samples` writes docs/handbook/samples anew, from the rows that the product itself gives."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "handbook" / "samples"


def drawn() -> dict[str, bytes]:
    """Every sample by the name of its file."""
    from lianxin.base.intake.kinds import KINDS
    from lianxin.web.office.imports import samples

    kinds = [kind for kind in KINDS.values() if samples.has_samples(kind)]
    return {
        f"{kind.code}-{which}.xlsx": samples.sample_workbook(kind, which) for kind in kinds for which in samples.WHICH
    }


def main() -> None:
    """The folder as it should be."""
    from lianxin.project.starting import start_django

    start_django()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in drawn().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
