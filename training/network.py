"""The network: a pre-norm Transformer (Vaswani et al. 2017) with a deep encoder and a shallow decoder.

Its parameter names and shapes follow what :class:`ctranslate2.specs.TransformerSpec` stores, so that the export is a
plain copy: fused query/key/value projections, sinusoidal positions, one embedding shared by source, target and output.
The first head of the last decoder layer is the one CTranslate2 reports as attention; training guides exactly that head
towards word alignments (Chen et al. 2016, "Guided Alignment Training for Topic-Aware NMT").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import relu

MAX_POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, as read from the ``[model]`` table of the configuration."""

    vocabulary: int
    width: int
    heads: int
    feed_forward: int
    encoder_layers: int
    decoder_layers: int
    dropout: float


def sinusoids(positions: int, width: int) -> Tensor:
    """Return position encodings of shape (positions, width): sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10000.0) / (width // 2 - 1)))
    # CTranslate2 generates the same table when a model stores none: positions count from one.
    angles = torch.arange(1, positions + 1)[:, None] * rates[None, :]
    return torch.cat((angles.sin(), angles.cos()), dim=1)


class SharedDropout(nn.Module):
    """Dropout with one mask per sentence and channel for all positions (Gal and Ghahramani 2016): cheap to draw."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """Map states (batch, length, width) to the same shape."""
        if not self.training or not self.share:
            return states
        mask = torch.rand(states.shape[0], 1, states.shape[2], device=states.device) >= self.share
        return states * (mask.to(states.dtype) / (1 - self.share))


def attend(query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """Return context (batch, heads, target, depth) and raw scores (batch, heads, target, source).

    ``bias`` is added to the scores: zero where attention is allowed, very negative elsewhere.
    """
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5 + bias
    return scores.softmax(-1, dtype=query.dtype) @ value, scores


class SelfAttention(nn.Module):
    """Multi-head attention of a sequence to itself."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.LayerNorm(shape.width)
        self.project = nn.Linear(shape.width, 3 * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Map states (batch, length, width) to the same shape; bias: see :func:`attend`."""
        batch, length, width = states.shape
        mixed = self.project(self.norm(states)).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        context = attend(query, key, value, bias)[0]
        result: Tensor = self.output(context.transpose(1, 2).reshape(batch, length, width))
        return result


class CrossAttention(nn.Module):
    """Multi-head attention of the target to the encoded source."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.LayerNorm(shape.width)
        self.query = nn.Linear(shape.width, shape.width)
        self.memory = nn.Linear(shape.width, 2 * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(self, states: Tensor, source: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Return the attended states (batch, target, width) and head 0's raw scores (batch, target, source)."""
        batch, length, width = states.shape
        depth = width // self.heads
        query = self.query(self.norm(states)).view(batch, length, self.heads, depth).transpose(1, 2)
        memory = self.memory(source).view(batch, source.shape[1], 2, self.heads, depth)
        key, value = memory.permute(2, 0, 3, 1, 4)
        context, scores = attend(query, key, value, bias)
        return self.output(context.transpose(1, 2).reshape(batch, length, width)), scores[:, 0]


class FeedForward(nn.Module):
    """Position-wise two-layer network with ReLU."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.feed_forward)
        self.outer = nn.Linear(shape.feed_forward, shape.width)

    def forward(self, states: Tensor) -> Tensor:
        """Map states (batch, length, width) to the same shape."""
        result: Tensor = self.outer(relu(self.inner(self.norm(states))))
        return result


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, each with a residual connection."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = SelfAttention(shape)
        self.feed_forward = FeedForward(shape)
        self.dropout = SharedDropout(shape.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Map states (batch, source, width) to the same shape."""
        states = states + self.dropout(self.attention(states, bias))
        result: Tensor = states + self.dropout(self.feed_forward(states))
        return result


class DecoderLayer(nn.Module):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = SelfAttention(shape)
        self.cross = CrossAttention(shape)
        self.feed_forward = FeedForward(shape)
        self.dropout = SharedDropout(shape.dropout)

    def forward(self, states: Tensor, causal: Tensor, source: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Map states (batch, target, width) to the same shape; the scores are those of :class:`CrossAttention`."""
        states = states + self.dropout(self.attention(states, causal))
        context, scores = self.cross(states, source, bias)
        states = states + self.dropout(context)
        return states + self.dropout(self.feed_forward(states)), scores


class Network(nn.Module):
    """Encoder, decoder and the shared embedding."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.output_bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = SharedDropout(shape.dropout)
        self.register_buffer("positions", sinusoids(MAX_POSITIONS, shape.width), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)
        depth = 2 * self.shape.encoder_layers + 3 * self.shape.decoder_layers
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2 or name.startswith("embedding"):
                continue
            nn.init.xavier_uniform_(parameter)
            if name.endswith(("output.weight", "outer.weight")):
                # Residual branches start small so that a pre-norm stack is stable without a long warm-up.
                parameter.data.mul_(depth**-0.5)

    def embed(self, tokens: Tensor) -> Tensor:
        """Embed token ids (batch, length) with positions: (batch, length, width)."""
        scaled = self.embedding(tokens) * math.sqrt(self.shape.width)
        result: Tensor = self.dropout(scaled + self.positions[: tokens.shape[1]])
        return result

    def forward(self, source: Tensor, target: Tensor, pad: int) -> tuple[Tensor, Tensor]:
        """Run teacher-forced.

        Source ids (batch, source) and target input ids (batch, target) give decoder states (batch, target, width) and
        the log weights of the guided head (batch, target, source).
        """
        states = self.embed(source)
        kind = torch.get_autocast_dtype(states.device.type) if torch.is_autocast_enabled(states.device.type) else None
        bias = torch.zeros(source.shape, device=source.device, dtype=kind).masked_fill_(source == pad, -1e4)
        bias = bias[:, None, None, :]
        for layer in self.encoder:
            states = layer(states, bias)
        memory = self.encoder_norm(states)
        length = target.shape[1]
        causal = torch.full((length, length), -1e4, device=source.device, dtype=kind).triu_(1)
        states = self.embed(target)
        for layer in self.decoder:
            states, scores = layer(states, causal, memory, bias)
        return self.decoder_norm(states), scores.float().log_softmax(-1)
