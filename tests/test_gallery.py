"""The gallery shows every chart function."""

import io

from PIL import Image

from analysis import charts, schema
from tests import gallery


def test_every_chart_function_is_on_the_contact_sheet(tmp_path):
    paths = gallery.write(tmp_path)
    assert {path.stem.split("-")[0] for path in paths if path.suffix == ".png"} == {
        *charts.__all__,
        "contact",
    }
    sheet = Image.open(io.BytesIO((tmp_path / "contact-sheet.png").read_bytes()))
    assert sheet.width == 2700
    assert (tmp_path / "contact-sheet.png").stat().st_size < 800_000
    assert len(list(tmp_path.iterdir())) == len(paths)
    # The titles and numbers of the committed page are those of today.
    committed = schema.DATA.parent / "notebooks" / "gallery"
    assert {path.name for path in committed.iterdir()} == {path.name for path in paths}
    page = "README.md"
    assert (committed / page).read_bytes() == (tmp_path / page).read_bytes(), "run `make gallery`"
