from conan import ConanFile


class TinyB(ConanFile):
    name = "tinyb"
    version = "0.4"
    license = ("MIT", "Apache-2.0")
    settings = "os", "arch"
    requires = "tinya/1.2.3"

    def package(self):
        pass
