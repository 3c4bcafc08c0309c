"""Keys for blanks of listings as the field knows them."""

from __future__ import annotations

from calculators.answers import Array, Code

X, LABELS = Array(("N", "D")), Array(("N",), 0, "C-1", "int")
IMAGE = Array(("N", "C", "H", "W"))
PROBABILITY = Array(("N", "C"), kind="probability")
ONE_HOT = Array(("N", "C"), kind="onehot")
SEQUENCE = Array(("B", "T", "d"))

AFFINE = Code("np.dot(x, W) + b", {"x": X, "W": Array(("D", "H")), "b": Array(("H",))}, {"N": "N"})
AFFINE_DX = Code("np.dot(dout, W.T)", {"dout": Array(("N", "H")), "W": Array(("D", "H")), "x": X})
AFFINE_DW = Code("np.dot(x.T, dout)", {"dout": Array(("N", "H")), "W": Array(("D", "H")), "x": X})
AFFINE_DB = Code("np.sum(dout, axis=0)", {"dout": Array(("N", "H")), "x": X}, {"N": "N", "H": "H"})
FLATTEN = Code("x.reshape(x.shape[0], -1)", {"x": IMAGE}, {"N": "N"})
SOFTMAX = Code("np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)", {"x": X}, {}, ("softmax",))
CROSS_ENTROPY = Code(
    "-np.sum(np.log(y[np.arange(N), t] + 1e-7)) / N", {"y": PROBABILITY, "t": LABELS}, {"N": "N", "eps": 1e-7}
)
CROSS_ENTROPY_ONE_HOT = Code("-np.sum(t * np.log(y + 1e-7)) / N", {"y": PROBABILITY, "t": ONE_HOT}, {"N": "N"})
SOFTMAX_DX = Code("(y - t) / N", {"y": PROBABILITY, "t": ONE_HOT}, {"N": "N"})
RELU = Code("np.maximum(0, x)", {"x": X}, {}, ("relu",))
RELU_MASK = Code("x <= 0", {"x": Array(("N", "D"), -2, 2, "int")}, exact_type=True)
RELU_DX = Code("dout * (x > 0)", {"dout": X, "x": X})
SIGMOID_DX = Code("dout * (1.0 - y) * y", {"dout": X, "y": Array(("N", "D"), 0.1, 0.9)})
GATES = {"A": Array(("N", "4*H")), "c_prev": Array(("N", "H")), "o": Array(("N", "H")), "c_next": Array(("N", "H"))}
GATES |= {name: Array(("N", "H"), 0.0, 1.0) for name in ("f", "i", "g")}
LSTM_C = Code("f * c_prev + g * i", GATES, {"H": "H"}, ("sigmoid",))
LSTM_H = Code("o * np.tanh(c_next)", GATES, {"H": "H"}, ("sigmoid",))
LSTM_GATE = Code("sigmoid(A[:, H:2*H])", GATES, {"H": "H"}, ("sigmoid",))
GRU = Code(
    "(1 - z) * h_prev + z * h_hat",
    {name: Array(("N", "H"), 0.0, 1.0) for name in ("z", "h_prev", "h_hat", "r")},
)
BATCH_NORM = Code(
    "(x - mu) / np.sqrt(var + eps)", {"x": X, "mu": Array(("D",)), "var": Array(("D",), 0.1, 2.0)}, {"eps": 1e-5}
)
BATCH_MEAN = Code("x.mean(axis=0)", {"x": X}, {"N": "N"})
BATCH_VAR = Code("np.mean((x - mu) ** 2, axis=0)", {"x": X, "mu": Array(("D",))}, {"N": "N"})
ADAM_M = Code(
    "beta1 * m + (1 - beta1) * grad",
    {"m": X, "v": X, "grad": X, "beta1": Array((), 0.5, 0.95), "lr": Array((), 0.001, 0.1)},
)
ADAM_STEP = Code(
    "params - lr * m_hat / (np.sqrt(v_hat) + eps)",
    {"params": X, "m_hat": X, "v_hat": Array(("N", "D"), 0.1, 2.0), "lr": Array((), 0.001, 0.1)},
    {"eps": 1e-8},
)
PADDED = Code("np.pad(img, [(0, 0), (0, 0), (P, P), (P, P)], 'constant')", {"img": IMAGE}, {"P": "P"})
OUTPUT_SIZE = Code(
    "(H + 2 * P - FH) // S + 1",
    {
        "H": Array((), 8, 20, "int"),
        "P": Array((), 0, 3, "int"),
        "FH": Array((), 2, 5, "int"),
        "S": Array((), 1, 3, "int"),
    },
)
IM2COL = Code(
    "img[:, :, y:y_max:stride, x:x_max:stride]",
    {
        "img": Array(("N", "C", "H+4", "W+5")),
        "y": Array((), 0, 2, "int"),
        "x": Array((), 0, 2, "int"),
        "y_max": Array((), 4, 6, "int"),
        "x_max": Array((), 4, 6, "int"),
        "stride": Array((), 1, 2, "int"),
    },
)
COLUMNS = Code(
    "col.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, -1)",
    {"col": Array(("N", "C", "FH", "FW", "OH", "OW"))},
    {"N": "N", "OH": "OH", "OW": "OW"},
    sizes={"N": (2, 3), "C": (3, 2), "FH": (2, 3), "FW": (3, 2), "OH": (4, 2), "OW": (2, 4)},
)
SCORES = Code(
    "Q @ K.transpose(0, 2, 1) / np.sqrt(d)", {"Q": SEQUENCE, "K": Array(("B", "S", "d"))}, {"d": "d", "B": "B"}
)
ATTENTION = Code(
    "softmax(Q @ K.T / np.sqrt(K.shape[-1])) @ V",
    {"Q": Array(("T", "d")), "K": Array(("S", "d")), "V": Array(("S", "v"))},
    {},
    ("softmax",),
)
CAUSAL = Code("np.where(np.tril(np.ones((T, T))) == 1, scores, -np.inf)", {"scores": Array(("T", "T"))}, {"T": "T"})
DROPOUT = Code("x * mask / (1 - p)", {"x": X, "mask": Array(("N", "D"), kind="bool"), "p": Array((), 0.1, 0.7)})
ACCURACY = Code("np.mean(np.argmax(y, axis=1) == t)", {"y": PROBABILITY, "t": LABELS})
ONE_HOT_OF = Code("np.eye(C)[t]", {"t": LABELS}, {"C": "C", "N": "N"})
COSINE = Code("np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))", {"a": Array(("D",)), "b": Array(("D",))}, {})
L2 = Code("0.5 * lam * np.sum(W ** 2)", {"W": Array(("D", "H")), "lam": Array((), 0.01, 0.5)})
RESIDUAL = Code("F_x + x", {"F_x": X, "x": X})
TORCH_VIEW = Code("x.view(x.size(0), -1)", {"x": IMAGE}, {"N": "N"}, library="torch")
TORCH_LINEAR = Code("x @ W.t() + b", {"x": X, "W": Array(("H", "D")), "b": Array(("H",))}, {}, library="torch")
TORCH_SOFTMAX = Code("F.softmax(x, dim=1)", {"x": X}, library="torch")
TORCH_ATTENTION = Code(
    "F.softmax(Q @ K.transpose(-2, -1) / math.sqrt(d), dim=-1) @ V",
    {"Q": SEQUENCE, "K": Array(("B", "S", "d")), "V": Array(("B", "S", "v"))},
    {"d": "d"},
    library="torch",
)
