"""For each directory named on a line of standard input: what Alembic makes of it, as one line of JSON."""
import json
import os
import sys
import warnings

from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import to_tuple

sys.dont_write_bytecode = True
warnings.simplefilter("ignore")


def read(directory):
    os.chdir(directory)
    scripts = ScriptDirectory.from_config(Config("alembic.ini"))
    known = scripts.revision_map
    revisions = {}
    for script in scripts.walk_revisions():
        revisions[script.revision] = {
            "parents": list(script._versioned_down_revisions),
            "dependsOn": list(dict.fromkeys(script._resolved_dependencies)),
            "labels": sorted(set(script._orig_branch_labels)),
            "doc": " ".join(script.doc.split()),
            "file": os.path.relpath(os.path.realpath(script.path), os.path.realpath(directory)),
        }
    return {
        "revisions": revisions,
        "heads": sorted(known._real_heads),
        "bases": sorted(known.bases),
    }


for line in sys.stdin:
    try:
        result = read(line.rstrip("\n"))
    except BaseException as refused:
        result = {"refused": type(refused).__name__ + ": " + str(refused)}
    print(json.dumps(result), flush=True)
