"""The training loop both roles share: AdamW, warm-up and decay, bf16, batches of like length, averaging."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn

Row = TypeVar("Row")
_TIMED = 100  # steps before the speed is known; the first are slow


@dataclass(frozen=True)
class Recipe:
    """How long and how hard to train."""

    epochs: float = 1
    rate: float = 1e-4
    tokens: int = 3200  # padded tokens a batch
    warmup: float = 0.06  # share of the steps
    decay: float = 0.01
    clip: float = 1.0
    seconds: float = 0.0  # it ends by then, the rate brought down as at any end; 0: however long it takes
    average: float = 0.0  # decay of the running mean of the weights; 0: the last weights are kept
    seed: int = 0


def train(
    model: nn.Module,
    rows: Sequence[Row],
    loss: Callable[[Sequence[Row]], Tensor],
    length: Callable[[Row], int],
    recipe: Recipe,
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Fit `model` in place. loss: mean loss of a batch; length: tokens of a row, for batching."""
    order = random.Random(recipe.seed)
    batches = _epochs(rows, length, recipe, order)
    wanted = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(wanted, lr=recipe.rate, weight_decay=recipe.decay, fused=True)
    device = wanted[0].device.type
    total, warm = len(batches), max(1.0, len(batches) * recipe.warmup)
    mean = [p.detach().clone() for p in wanted] if recipe.average else []
    model.train()
    started, seen = time.monotonic(), torch.zeros((), device=device)
    for step, batch in enumerate(batches):
        if recipe.seconds:
            total = min(len(batches), _reached(step, time.monotonic() - started, recipe.seconds))
        if step >= total:
            break
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * min(
                (step + 1) / warm, max(0.02, (total - step) / max(1.0, total - warm))
            )
        with torch.autocast(device, dtype=torch.bfloat16):
            value = loss(batch)
        value.backward()
        nn.utils.clip_grad_norm_(wanted, recipe.clip)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if mean:
            torch._foreach_lerp_(mean, wanted, 1 - min(recipe.average, (step + 1) / (step + 10)))
        seen += value.detach()  # not read before it is told: reading waits for the graphics card
        if (step + 1) % 100 == 0 or step + 1 == total:
            mean_loss, seconds = float(seen) / (step % 100 + 1), time.monotonic() - started
            say(f"step {step + 1}/{total}  loss {mean_loss:.4f}  {seconds:.0f} s")
            seen.zero_()
    with torch.no_grad():
        for kept, parameter in zip(mean, wanted, strict=False):
            parameter.copy_(kept)
    model.eval()


def processors() -> int:
    """How many processes may make rows, so that one is left for who waits for them."""
    return max(1, (os.cpu_count() or 2) - 1)


def _reached(step: int, passed: float, seconds: float) -> int:
    """At which step the time will be up, at the speed so far; many at first, when there is none yet."""
    return step + int((seconds - passed) * step / passed) if step >= _TIMED else sys.maxsize


def _epochs(
    rows: Sequence[Row], length: Callable[[Row], int], recipe: Recipe, order: random.Random
) -> list[list[Row]]:
    """Shuffled batches of about `recipe.tokens` padded tokens, each of rows of like length."""
    batches: list[list[Row]] = []
    left = recipe.epochs
    while left > 0:
        chosen = order.sample(list(rows), round(len(rows) * min(1.0, left)))
        left -= 1
        chosen.sort(key=lambda row: length(row) * order.uniform(0.9, 1.1))
        epoch: list[list[Row]] = [[]]
        longest = 0
        for row in chosen:
            longest = max(longest, length(row))
            if epoch[-1] and longest * (len(epoch[-1]) + 1) > recipe.tokens:
                epoch.append([])
                longest = length(row)
            epoch[-1].append(row)
        order.shuffle(epoch)
        batches += epoch
    return batches
