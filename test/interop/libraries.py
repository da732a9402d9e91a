"""Lets PyTorch's Linux wheel load on a machine without CUDA's libraries, which are 3 GB that a CPU never calls.

Run by the interpreter of a fresh virtual environment. Beside PyTorch's own libraries it writes an empty one for each that they ask
for, and has functions looked up when they are first called (never, here) instead of when the library is loaded.
Elsewhere than on Linux the wheel asks for none of them, and nothing is done.
"""

import platform
import struct
import sys
import sysconfig
from pathlib import Path

# What the wheel of requirements.txt needs beyond the CUDA runtime, which is installed because PyTorch calls it while it loads.
EMPTY = [
    "libcublas.so.13",
    "libcublasLt.so.13",
    "libcudnn.so.9",
    "libcufft.so.12",
    "libcufile.so.0",
    "libcupti.so.13",
    "libcurand.so.10",
    "libcusparse.so.12",
    "libcusparseLt.so.0",
    "libnccl.so.2",
    "libnvrtc.so.13",
    "libnvshmem_host.so.3",
]

MACHINES = {"x86_64": 62, "aarch64": 183}

HEADER, SEGMENT, SYMBOL = 64, 56, 24
PT_LOAD, PT_DYNAMIC = 1, 2
DT_NULL, DT_HASH, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_SONAME = 0, 4, 5, 6, 10, 11, 14


def empty_library(name: str, machine: int) -> bytes:
    """An ELF shared object of this name without any symbol (System V ABI, chapters 4 and 5)."""
    strings = b"\0" + name.encode() + b"\0"
    hash_table = struct.pack("<IIII", 1, 1, 0, 0)  # one bucket, one symbol: the undefined one
    symbols_at = HEADER + 2 * SEGMENT
    hash_at = symbols_at + SYMBOL
    dynamic_at = hash_at + len(hash_table)
    entries = 7
    strings_at = dynamic_at + 16 * entries
    dynamic = b"".join(
        struct.pack("<QQ", tag, value)
        for tag, value in [
            (DT_HASH, hash_at),
            (DT_STRTAB, strings_at),
            (DT_SYMTAB, symbols_at),
            (DT_STRSZ, len(strings)),
            (DT_SYMENT, SYMBOL),
            (DT_SONAME, 1),
            (DT_NULL, 0),
        ]
    )
    size = strings_at + len(strings)
    # 64-bit, little-endian, a shared object; two program headers behind the file header, no sections.
    identity = b"\x7fELF" + bytes([2, 1, 1]) + bytes(9)
    header = identity + struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, HEADER, 0, 0, HEADER, SEGMENT, 2, 64, 0, 0)
    load = struct.pack("<IIQQQQQQ", PT_LOAD, 6, 0, 0, 0, size, size, 0x10000)
    found = struct.pack("<IIQQQQQQ", PT_DYNAMIC, 6, dynamic_at, dynamic_at, dynamic_at, len(dynamic), len(dynamic), 8)
    return header + load + found + bytes(SYMBOL) + hash_table + dynamic + strings


def main() -> None:
    if sys.platform != "linux":
        return
    site = Path(sysconfig.get_paths()["purelib"])
    for name in EMPTY:
        (site / "torch" / "lib" / name).write_bytes(empty_library(name, MACHINES[platform.machine()]))
    (site / "late-symbols.pth").write_text("import os, sys; sys.setdlopenflags(os.RTLD_LAZY)\n")


main()
