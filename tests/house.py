"""Print how the code reads, as numbers: `make house`, or `python -m tests.house FOLDER`.

A row for each package, one for the modules in none and one for all; aims are in the last row. The numbers point at what
is hard to read and are not a target by themselves. Then the public functions whose docstring lacks a section, and those
that are in a file neither of their name nor of their package's.
"""

import ast
import importlib
import inspect
import statistics
import sys
from pathlib import Path

import pandas as pd

LONG = 100  # characters in a line
DEFINITIONS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
AIM = {
    "nodes a line": "≤ 5.5",
    "comments": "≥ 40",
    "conditionals": "≤ 20",
    "comprehensions": "≤ 35",
    "nested": "0",
    "long": "≤ 10",
    "module median": "≤ 150",
    "module max": "≤ 350",
    "body median": "≤ 10",
    "body p90": "≤ 30",
    "body max": "≤ 50",
}


def measured(paths):
    """The numbers of these files together. Those of constructs and of lines are per 1,000 lines of code."""
    totals = dict.fromkeys(("nodes", "lines", "comments", "ternaries", "all", "nested", "long"), 0)
    modules = []
    bodies = []
    for path in paths:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        nodes = list(ast.walk(tree))
        modules.append(len(text.splitlines()))
        bodies += [_body(node) for node in nodes if isinstance(node, FUNCTIONS)]

        comprehensions = [node for node in nodes if isinstance(node, COMPREHENSIONS)]
        code, comments = _lines(text, nodes)
        # What one reads are statements and expressions. The grammar has nodes for operators and contexts too.
        totals["nodes"] += sum(isinstance(node, (ast.stmt, ast.expr)) for node in nodes)
        totals["lines"] += len(code)
        totals["comments"] += comments
        totals["ternaries"] += sum(isinstance(node, ast.IfExp) for node in nodes)
        totals["all"] += len(comprehensions)
        totals["nested"] += sum(len(node.generators) > 1 for node in comprehensions)
        totals["long"] += sum(len(line) > LONG for line in code)

    thousand = 1000 / max(totals["lines"], 1)
    bodies = sorted(bodies) or [0]
    return {
        "files": len(modules),
        "lines": totals["lines"],
        "nodes a line": round(totals["nodes"] * thousand / 1000, 1),
        "comments": round(totals["comments"] * thousand),
        "conditionals": round(totals["ternaries"] * thousand),
        "comprehensions": round(totals["all"] * thousand),
        "nested": round(totals["nested"] * thousand, 1),
        "long": round(totals["long"] * thousand),
        "module median": round(statistics.median(modules)),
        "module max": max(modules),
        "body median": round(statistics.median(bodies)),
        "body p90": bodies[int(0.9 * len(bodies))],
        "body max": bodies[-1],
    }


def _lines(text, nodes):
    """The lines of code, without blank ones and docstrings, and the number of lines that are a comment."""
    documentation = set()
    for node in nodes:
        if isinstance(node, DEFINITIONS) and ast.get_docstring(node) is not None:
            documentation |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))

    code = []
    comments = 0
    for number, line in enumerate(text.splitlines(), 1):
        if number in documentation or not line.strip():
            continue
        if line.strip().startswith("#"):
            comments += 1
        else:
            code.append(line)
    return code, comments


def _body(function):
    """The lines of a function below its docstring."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return statements[-1].end_lineno - statements[0].lineno + 1 if statements else 0


def table(root):
    """A row for each package below a folder, for the modules in none, and for all."""
    groups = {"all": sorted(root.rglob("*.py")), "modules": sorted(root.glob("*.py"))}
    for folder in sorted(path.parent for path in root.glob("*/__init__.py")):
        groups[folder.name] = sorted(folder.rglob("*.py"))
    rows = {name: measured(paths) for name, paths in groups.items()}
    numbers = pd.DataFrame(rows.values(), index=list(rows)).astype("object")
    return pd.concat([numbers, pd.DataFrame([AIM], index=["aim"])]).fillna("")


def public():
    """Each public function of the package, by the name under which it is called."""
    import analysis

    found = {}
    for package in analysis.__all__:
        module = importlib.import_module(f"analysis.{package}")
        names = getattr(module, "__all__", [])
        functions = {f"{package}.{name}": getattr(module, name) for name in names}
        found |= {name: one for name, one in functions.items() if inspect.isfunction(one)}
    return found


def lacking(function):
    """The sections of a numpydoc docstring that a function should have and lacks."""
    text = inspect.getdoc(function) or ""
    needed = ["Returns", "Parameters"] if inspect.signature(function).parameters else ["Returns"]
    found = [section for section in needed if f"{section}\n---" not in text]
    return [*found, "example"] if ">>>" not in text else found


def is_at_home(name, function):
    """Whether a function is in a file of its name, or in the one module of its package."""
    package, own = name.split(".")
    return function.__module__.rpartition(".")[2] in (package, own, "api")


def main():
    """Print the table and both lists."""
    here = Path(__file__).parents[1] / "analysis"
    print(table(Path(sys.argv[1]) if len(sys.argv) > 1 else here).to_string())
    if len(sys.argv) > 1:
        return

    functions = public()
    print(f"\n{len(functions)} public functions. A docstring lacks something:")
    for name, function in functions.items():
        if lacking(function):
            print(f"  {name}: {', '.join(lacking(function))}")
    print("Not in a file of its name:")
    for name, function in functions.items():
        if not is_at_home(name, function):
            print(f"  {name}: {function.__module__}")


if __name__ == "__main__":
    main()
