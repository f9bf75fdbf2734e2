"""Label-smoothed cross-entropy over the tied vocabulary, with its gradient computed on the way.

The scores of a batch (pieces times vocabulary) are the largest array of a training step. On a CPU every pass over them
costs as much as a layer of the network, so they are made, turned into probabilities and used once, in half precision.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class SmoothedCrossEntropy(torch.autograd.Function):
    """Mean loss per row of states (n, width) against labels (n,), with weight (vocabulary, width) and bias."""

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float, half: bool
    ) -> Tensor:
        """Return the plain cross-entropy, a scalar; the gradient kept for the way back is the smoothed one's."""
        kind = torch.bfloat16 if half else torch.float32
        low_states, low_weight = states.to(kind), weight.to(kind)
        rows, size = states.shape[0], weight.shape[0]
        share = torch.addmm(bias.to(kind), low_states, low_weight.t()).softmax(-1)
        gold = torch.arange(rows, device=labels.device), labels
        loss = -share[gold].float().clamp_min_(1e-30).log_().mean()
        share[gold] += smoothing - 1
        # The uniform part of the smoothed target, smoothing / size everywhere, needs no array of its own.
        uniform = smoothing / size
        grad_states = (share @ low_weight).float() - uniform * weight.sum(0)
        grad_weight = (share.t() @ low_states).float() - uniform * low_states.float().sum(0)
        grad_bias = (share.new_ones(1, rows) @ share)[0].float() - uniform * rows
        ctx.save_for_backward(grad_states, grad_weight, grad_bias)
        ctx.rows = rows
        return loss

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        """Scale the kept gradients by the incoming one."""
        scale = gradient / ctx.rows
        states, weight, bias = (kept * scale for kept in ctx.saved_tensors)
        return states, weight, bias, None, None, None


def smoothed_cross_entropy(
    states: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, *, smoothing: float, half: bool
) -> Tensor:
    """Return the plain cross-entropy per row, which trains as the smoothed one; see :class:`SmoothedCrossEntropy`."""
    result: Tensor = SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]  # torch leaves it untyped
        states, weight, bias, labels, smoothing, half
    )
    return result
