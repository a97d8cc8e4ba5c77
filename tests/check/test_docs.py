"""The documentation that `make docs` writes from the docstrings."""

import importlib
import subprocess
import sys

import analysis


def test_docs_have_a_page_for_every_package_and_no_error(tmp_path):
    call = [sys.executable, "-m", "pdoc", "--docformat", "numpy", "--output-directory", tmp_path]
    run = subprocess.run([*call, "analysis"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    for package in analysis.__all__:
        page = (tmp_path / "analysis" / f"{package}.html").read_text("utf-8")
        module = importlib.import_module(f"analysis.{package}")
        names = getattr(module, "__all__", [])
        assert not [name for name in names if f'id="{name}"' not in page], package
