"""Where the files of the product lie: bundled beside this package in a wheel, or at the root of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[1]


def bundled(name: str) -> Path:
    """The folder `name` (templates, static), beside the package if installed, else at the root of the checkout.

    Raises FileNotFoundError, because a product without its pages must not start.
    """
    for parent in (PACKAGE, CHECKOUT):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"{name}/ is neither in {PACKAGE} nor in {CHECKOUT}")


def default_data_folder() -> Path:
    """`var/` at the root of a checkout; in an installed product, `var/` of the current folder."""
    is_checkout = (CHECKOUT / "pyproject.toml").is_file()
    return (CHECKOUT if is_checkout else Path.cwd()) / "var"
