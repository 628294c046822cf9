"""The Conan 2 recipe of weir: `conan create packaging/conan` in a clone of weir."""

import os
import re

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

CLONE = os.path.join("..", "..")


class WeirConan(ConanFile):
    name = "weir"
    description = "Measured C++20 pipelines, headers only"
    license = "BSL-1.0"
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    def set_version(self):
        text = load(self, os.path.join(self.recipe_folder, CLONE, "include", "weir", "base", "version.hpp"))
        self.version = ".".join(re.search(rf"#define WEIR_VERSION_{part} (\d+)", text)[1] for part in ("MAJOR", "MINOR", "PATCH"))

    def export_sources(self):
        clone = os.path.join(self.recipe_folder, CLONE)
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "packaging/*"):
            copy(self, pattern, clone, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.74 <2]", transitive_headers=True)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("TESTS", "BENCH", "EXAMPLES", "TOOLS"):
            toolchain.cache_variables[f"WEIR_BUILD_{part}"] = False
        toolchain.cache_variables["WEIR_INSTALL"] = True
        toolchain.generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_id(self):
        self.info.clear()

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "weir")
        for component, level in (("weir", None), ("off", 0), ("timing", 1), ("trace", 2)):
            info = self.cpp_info.components[component]
            info.set_property("cmake_target_name", f"weir::{component}")
            info.set_property("pkg_config_name", "weir" if level is None else f"weir-{component}")
            info.bindirs, info.libdirs = [], []
            if level is None:
                info.requires = ["boost::headers"]
                info.system_libs = ["pthread"]
            else:
                info.requires = ["weir"]
                info.defines = [f"WEIR_LEVEL={level}"]
