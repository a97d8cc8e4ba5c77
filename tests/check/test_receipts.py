"""Concordances in the project's JupyterLab: what stands in a text is shown as text, trusted or not."""

import nbformat
import pytest
from test_lab import browser, desk, lab, server  # noqa: F401

from analysis import evidence
from tests import make

TEXT = (
    "<script>document.title='taken'</script> it costs $5 and $6 in sanctions \\(x\\) $$y$$ "
    "<img src=x onerror=\"document.title='taken'\"> </table><h1>end</h1>"
)
SHOWN = """() => {
  const outputs = [...document.querySelectorAll('.jp-OutputArea-output')];
  return {
    words: outputs[0].innerText.replace(/\\s+/g, ' '),
    marks: outputs[0].querySelectorAll('mark').length,
    formulas: outputs.map(output => output.querySelectorAll('mjx-container').length),
    strangers: outputs[0].querySelectorAll('script, img, h1').length,
    title: document.title,
  };
}"""
TRUST = "() => { for (const cell of jupyterapp.shell.currentWidget.content.widgets) cell.model.trusted = true; }"


def display(data):
    return nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("display_data", data=data)]
    )


@pytest.mark.parametrize("trusted", [False, True])
def test_nothing_in_a_text_runs_or_is_typeset(lab, desk, trusted):  # noqa: F811
    highlights = make.highlights(TEXT)
    receipts = evidence.show(evidence.concordance(highlights, "sanctions", width=200))
    control = {"text/html": "<p>costs $5 and $6</p>"}
    book = nbformat.v4.new_notebook(cells=[display(receipts._repr_mimebundle_()), display(control)])
    book.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, desk / "receipts.ipynb")
    page = lab("receipts.ipynb")
    if trusted:
        page.evaluate(TRUST)
    page.wait_for_selector(
        ".jp-OutputArea-output mjx-container", timeout=60_000
    )  # the control: formulas are set here
    page.wait_for_timeout(500)
    shown = page.evaluate(SHOWN)
    assert shown["formulas"] == [0, 1]
    assert shown["marks"] == 1 and shown["strangers"] == 0
    assert "it costs $5 and $6 in sanctions \\(x\\) $$y$$" in shown["words"]
    assert "<script>document.title='taken'</script>" in shown["words"]
    assert "taken" not in shown["title"]
