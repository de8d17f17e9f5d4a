"""For each file named on a line of standard input: what Python's own parser says of its top level, as one line of JSON."""
import ast
import json
import sys
import tokenize


def literal(node):
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    if isinstance(value, (set, frozenset)):
        return None
    return repr_of(value)


def repr_of(value):
    if value is None:
        return "none"
    if isinstance(value, str):
        return "text " + value.encode("unicode_escape", "surrogatepass").decode("ascii")
    if isinstance(value, (tuple, list)):
        items = [repr_of(item) for item in value]
        return None if None in items else "[" + ", ".join(items) + "]"
    return None


def read(file):
    with tokenize.open(file) as opened:
        module = ast.parse(opened.read())
    values = {}
    for statement in module.body:
        names, value = [], None
        if isinstance(statement, ast.Assign):
            names, value = [t.id for t in statement.targets if isinstance(t, ast.Name)], statement.value
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            names, value = [statement.target.id], statement.value
        for name in names:
            values.setdefault(name, []).append(literal(value))
    return {
        "doc": repr_of(ast.get_docstring(module, clean=False)),
        "statements": [s.lineno for s in module.body if not getattr(s, "decorator_list", None)],
        "functions": {
            s.name: [inner.lineno for inner in s.body]
            for s in module.body
            if isinstance(s, ast.FunctionDef) and not any(getattr(i, "decorator_list", None) for i in s.body)
        },
        "values": {name: found[0] for name, found in values.items() if len(found) == 1 and found[0] is not None},
    }


for line in sys.stdin:
    try:
        result = read(line.rstrip("\n"))
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError) as refused:
        result = {"refused": str(refused)}
    print(json.dumps(result), flush=True)
