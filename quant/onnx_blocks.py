"""Matrices in blocks of 32 numbers with a scale each, as ONNX Runtime's MatMulNBits reads them; pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from edgelam.train.onnx_graph import CONTRIB, Matrix, Nodes

BLOCK = 32


class Blocks(NamedTuple):
    """A matrix (rows, columns) in four bits: value = (nibble - zero) * scale."""

    data: NDArray[np.uint8]  # (rows, blocks a row, BLOCK / 2), the lower nibble first
    scales: Matrix  # (rows, blocks a row)
    zeros: NDArray[np.uint8]  # (rows, half of the blocks a row, rounded up), the lower nibble first


def blocks_of_four_bits(matrix: Matrix) -> Blocks:
    """Round to the nearest of 16 steps between the least and the largest of each block, 0 among them."""
    blocks = _cut(matrix)
    low, high = np.minimum(blocks.min(-1), 0), np.maximum(blocks.max(-1), 0)
    scales = np.maximum((high - low) / 15, 1e-12).astype(np.float32)
    zeros = np.clip(np.round(-low / scales), 0, 15).astype(np.uint8)
    steps = np.round(blocks / scales[..., None]) + zeros[..., None]
    return Blocks(pack(np.clip(steps, 0, 15).astype(np.uint8)), scales, pack(zeros))


def blocks_of_eight_bits(matrix: Matrix) -> tuple[NDArray[np.uint8], Matrix]:
    """Bytes (rows, blocks a row, BLOCK) and scales: value = (byte - 128) * scale."""
    blocks = _cut(matrix)
    scales = np.maximum(np.abs(blocks).max(-1) / 127, 1e-12).astype(np.float32)
    return (np.round(blocks / scales[..., None]) + 128).astype(np.uint8), scales


def block_linear(nodes: Nodes, x: str, weight: Matrix, name: str, bits: int = 4) -> str:
    """x times `weight` (out, in), kept in blocks of 4 or 8 bits."""
    if bits == 4:
        packed = blocks_of_four_bits(weight)
        data, scales = packed.data, packed.scales
        zeros = [nodes.constant(name + ".zero", packed.zeros)]
    else:
        (data, scales), zeros = blocks_of_eight_bits(weight), []
    parts = [nodes.constant(name + ".weight", data), nodes.constant(name + ".scale", scales), *zeros]
    out, inner = weight.shape
    # Without this level the products are computed in float, 2 to 100 times slower.
    sizes = {"K": inner, "N": out, "bits": bits, "block_size": BLOCK, "accuracy_level": 4}
    return nodes.node("MatMulNBits", [x, *parts], name, CONTRIB, **sizes)


def unpack(blocks: Blocks, columns: int) -> Matrix:
    """The matrix (rows, columns) that the blocks stand for."""
    rows, count = blocks.scales.shape
    steps = nibbles(blocks.data).astype(np.float32)
    zeros = nibbles(blocks.zeros)[:, :count].astype(np.float32)
    values = (steps - zeros[..., None]) * blocks.scales[..., None]
    return values.reshape(rows, count * BLOCK)[:, :columns]


def pack(halves: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two of the last axis in a byte, the first in the lower half."""
    if halves.shape[-1] % 2:
        halves = np.concatenate([halves, np.zeros_like(halves[..., :1])], axis=-1)
    return (halves[..., 0::2] | halves[..., 1::2] << 4).astype(np.uint8)


def nibbles(packed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What `pack` was given, and a 0 where that was odd."""
    return np.stack([packed & 15, packed >> 4], axis=-1).reshape(*packed.shape[:-1], -1)


def _cut(matrix: Matrix) -> Matrix:
    """(rows, blocks a row, BLOCK); what is missing at the end is 0."""
    rows, columns = matrix.shape
    count = -(-columns // BLOCK)
    padded = np.zeros((rows, count * BLOCK), np.float32)
    padded[:, :columns] = matrix
    return padded.reshape(rows, count, BLOCK)
