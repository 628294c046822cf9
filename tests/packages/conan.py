"""conan.py ROOT VERSION: what can be checked of the Conan recipe without Conan. It is loaded with small stand-ins for what it imports of
conan; it finds weir's version, exports files that are there, and its components are weir's CMake targets, each with its level."""

import fnmatch
import importlib.util
import os
import sys
import types
from collections import defaultdict

root, version = sys.argv[1:]
failed = False


def expect(what, expected, found):
    global failed
    if expected != found:
        print(f"FAILED {what}: expected {expected}, found {found}")
        failed = True


class Info(types.SimpleNamespace):
    def __init__(self):
        super().__init__(properties={}, components=defaultdict(Info), defines=[], requires=[])

    def set_property(self, name, value):
        self.properties[name] = value


class Recipe:
    def __init__(self):
        self.cpp_info = Info()
        self.required = []
        self.export_sources_folder = "exported"

    def requires(self, reference, **_):
        self.required.append(reference)


def exported(_, pattern, source, target):
    files = (os.path.relpath(os.path.join(folder, name), source) for folder, _, names in os.walk(source) for name in names if "/build" not in folder)
    if not any(fnmatch.fnmatch(file, pattern) for file in files):
        expect(f"files that fit {pattern}", "some", "none")


def module(name, **names):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(names)


module("conan", ConanFile=Recipe)
module("conan.tools")
module("conan.tools.cmake", CMake=None, CMakeToolchain=None, cmake_layout=None)
module("conan.tools.files", copy=exported, load=lambda _, path: open(path, encoding="utf-8").read())
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("recipe", os.path.join(root, "packaging/conan/conanfile.py"))
recipe_module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recipe_module)

recipe = recipe_module.WeirConan()
recipe.recipe_folder = os.path.join(root, "packaging/conan")
recipe.set_version()
recipe.export_sources()
recipe.requirements()
recipe.package_info()
expect("name", "weir", recipe.name)
expect("version", version, recipe.version)
expect("licence", "BSL-1.0", recipe.license)
expect("what is required", ["boost/[>=1.74 <2]"], recipe.required)
targets = {info.properties["cmake_target_name"]: info.defines for info in recipe.cpp_info.components.values()}
levels = {"weir::off": ["WEIR_LEVEL=0"], "weir::timing": ["WEIR_LEVEL=1"], "weir::trace": ["WEIR_LEVEL=2"]}
expect("targets", {"weir::weir": []} | levels, targets)
sys.exit(failed)
