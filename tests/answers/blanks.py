"""Blanks of listings as the field knows them: keys, and typed answers that are right in another form, or wrong."""

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

# For each blank what is right besides the key's own text, and what is wrong.
BLANKS: dict[str, tuple[Code, list[str], list[str]]] = {
    "affine": (
        AFFINE,
        [
            "x @ W + b",
            "x.dot(W) + b",
            "b + np.dot(x, W)",
            "np.matmul(x, W) + b",
            "np.add(x @ W, b)",
            "(W.T @ x.T).T + b",
            "x @ W + b.reshape(1, -1)",
            "x @ W + b[None, :]",
            "x @ W + b[np.newaxis]",
            "np.einsum('nd,dh->nh', x, W) + b",
            "np.einsum('ij, jk', x, W) + b",
            "np.tensordot(x, W, axes=1) + b",
            "np.tensordot(x, W, axes=([1], [0])) + b",
            "np.dot(x, W) + np.tile(b, (N, 1))",
            "np.dot(x, W) + np.repeat(b[None], N, axis=0)",
            "np.dot(x, W) + np.broadcast_to(b, (N, b.size))",
            "np.hstack([x, np.ones((N, 1))]) @ np.vstack([W, b])",
            "numpy.dot(x, W) + b",
            "np.dot(a=x, b=W) + b",
            "ｎｐ．ｄｏｔ（ｘ，Ｗ）＋ｂ",
            "(x[:, :, None] * W[None, :, :]).sum(axis=1) + b",
            "np.sum(x[:, :, None] * W, 1) + b",
            "-(-x @ W - b)",
            "x @ W\n + b",
        ],
        [
            "x @ W",
            "x * W + b",
            "W @ x + b",
            "np.dot(W, x) + b",
            "x @ W - b",
            "x @ W + b.T[:, None]",
            "x @ W.T + b",
            "np.dot(x, W + b)",
            "(x + b) @ W",
            "x @ W + b.sum()",
            "x @ W + b[0]",
            "(x @ W + b).T",
            "np.ones((3, 5)) @ W + b",
            "x",
            "0",
            "None",
        ],
    ),
    "affine_dx": (
        AFFINE_DX,
        [
            "dout @ W.T",
            "dout.dot(W.T)",
            "(W @ dout.T).T",
            "np.matmul(dout, W.transpose())",
            "dout @ W.transpose(1, 0)",
            "dout @ np.swapaxes(W, 0, 1)",
            "np.einsum('nh,dh->nd', dout, W)",
        ],
        ["dout @ W", "W @ dout", "dout * W.T", "W.T @ dout", "np.dot(W.T, dout.T)", "dout.T @ W"],
    ),
    "affine_dw": (
        AFFINE_DW,
        [
            "x.T @ dout",
            "np.matmul(x.T, dout)",
            "(dout.T @ x).T",
            "x.transpose() @ dout",
            "np.einsum('nd,nh->dh', x, dout)",
        ],
        ["dout.T @ x", "x @ dout", "x.T @ dout / len(x)", "np.dot(dout, x.T)", "x.T * dout"],
    ),
    "affine_db": (
        AFFINE_DB,
        [
            "dout.sum(axis=0)",
            "dout.sum(0)",
            "np.sum(dout, 0)",
            "np.ones(N) @ dout",
            "np.einsum('nh->h', dout)",
            "dout.mean(axis=0) * N",
            "np.add(dout.sum(0), 0)",
            "dout.T.sum(axis=1)",
        ],
        [
            "np.sum(dout)",
            "np.sum(dout, axis=1)",
            "dout.mean(axis=0)",
            "np.sum(dout, axis=0, keepdims=True)",
            "dout",
            "np.sum(dout, axis=2)",
            "-dout.sum(0)",
        ],
    ),
    "flatten": (
        FLATTEN,
        [
            "x.reshape(N, -1)",
            "x.reshape((N, -1))",
            "np.reshape(x, (N, -1))",
            "x.reshape(len(x), -1)",
            "x.reshape(x.shape[0], x.shape[1] * x.shape[2] * x.shape[3])",
            "x.reshape(x.shape[:1] + (-1,))",
        ],
        ["x.reshape(-1, N)", "x.flatten()", "x.reshape(3, -1)", "x.T.reshape(N, -1)", "x.reshape(N, 100)"],
    ),
    "softmax": (
        SOFTMAX,
        [
            "softmax(x)",
            "np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)",
            "np.exp(x) / np.exp(x).sum(axis=1)[:, None]",
            "np.exp(x - np.max(x, 1, keepdims=True)) / np.exp(x - x.max(1, keepdims=True)).sum(axis=1, keepdims=True)",
            "np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)",
            "(np.exp(x.T) / np.exp(x.T).sum(axis=0)).T",
            "np.exp(x - np.log(np.exp(x).sum(1, keepdims=True)))",
            "np.exp(x) / np.expand_dims(np.exp(x).sum(1), 1)",
        ],
        [
            "np.exp(x) / np.sum(np.exp(x))",
            "np.exp(x) / np.sum(np.exp(x), axis=0)",
            "np.exp(x)",
            "np.exp(x) / np.sum(np.exp(x), axis=1)",
            "x / x.sum(axis=1, keepdims=True)",
            "np.exp(-x) / np.sum(np.exp(-x), axis=1, keepdims=True)",
        ],
    ),
    "cross_entropy": (
        CROSS_ENTROPY,
        [
            "-np.log(y[np.arange(N), t] + 1e-7).mean()",
            "np.mean(-np.log(y[np.arange(N), t] + eps))",
            "-np.sum(np.log(y[np.arange(len(y)), t] + eps)) / y.shape[0]",
            "-np.sum(np.log(np.take_along_axis(y, t[:, None], axis=1) + eps)) / N",
            "-np.sum(np.eye(y.shape[1])[t] * np.log(y + eps)) / N",
        ],
        [
            "-np.sum(np.log(y[np.arange(N), t] + 1e-7))",
            "np.sum(np.log(y[np.arange(N), t] + 1e-7)) / N",
            "-np.sum(np.log(y[:, t] + 1e-7)) / N",
            "-np.sum(np.log2(y[np.arange(N), t] + 1e-7)) / N",
            "-np.sum(y[np.arange(N), t]) / N",
            "-np.sum(np.log(y[t, np.arange(N)] + 1e-7)) / N",
        ],
    ),
    "cross_entropy_one_hot": (
        CROSS_ENTROPY_ONE_HOT,
        [
            "-(t * np.log(y + 1e-7)).sum() / N",
            "-np.sum(t * np.log(y + 1e-7), axis=1).mean()",
            "np.mean(-np.log(y[t == 1] + 1e-7))",
            "-np.sum(np.log((t * y).sum(axis=1) + 1e-7)) / len(t)",
        ],
        [
            "-np.sum(t * np.log(y + 1e-7))",
            "-np.mean(t * np.log(y + 1e-7))",
            "-np.sum(y * np.log(t + 1e-7)) / N",
            "np.sum(t * np.log(y + 1e-7)) / N",
        ],
    ),
    "softmax_dx": (
        SOFTMAX_DX,
        ["(y - t) / y.shape[0]", "(y - t) / len(t)", "y / N - t / N", "1 / N * (y - t)", "np.subtract(y, t) / N"],
        ["y - t", "(t - y) / N", "(y - t) * N", "(y - t) / 3", "y - t / N"],
    ),
    "relu": (
        RELU,
        [
            "np.maximum(x, 0)",
            "x * (x > 0)",
            "np.where(x > 0, x, 0)",
            "(x + np.abs(x)) / 2",
            "relu(x)",
            "x.clip(0, None)",
            "np.clip(x, 0, np.inf)",
            "x.clip(min=0)",
            "np.clip(x, a_min=0, a_max=None)",
            "(x + abs(x)) * 0.5",
        ],
        ["np.max(0, x)", "np.max(x)", "np.minimum(0, x)", "abs(x)", "max(0, x)", "x > 0", "np.maximum(0.01 * x, x)"],
    ),
    "relu_mask": (
        RELU_MASK,
        [
            "(x <= 0)",
            "~(x > 0)",
            "np.less_equal(x, 0)",
            "np.logical_not(x > 0)",
            "0 >= x",
            "(x < 0) | (x == 0)",
            "np.logical_or(x < 0, x == 0)",
            "(x <= 0).astype(bool)",
        ],
        ["x < 0", "x > 0", "x >= 0", "(x <= 0) * 1", "np.where(x <= 0, 1, 0)", "x == 0"],
    ),
    "relu_dx": (
        RELU_DX,
        [
            "np.where(x > 0, dout, 0)",
            "dout * (x > 0).astype(float)",
            "(x > 0) * dout",
            "dout * np.heaviside(x, 0)",
            "dout * (np.sign(x) + 1) / 2",
        ],
        ["dout", "dout * x", "np.where(x > 0, 1, 0)", "dout * (x < 0)", "dout * np.maximum(0, x)"],
    ),
    "sigmoid_dx": (
        SIGMOID_DX,
        ["dout * y * (1 - y)", "y * (1 - y) * dout", "dout * (y - y ** 2)", "dout * (y - np.square(y))"],
        ["dout * y", "dout * (1 - y)", "dout * y * (y - 1)", "y * (1 - y)", "dout * (1 - y ** 2)"],
    ),
    "lstm_c": (
        LSTM_C,
        ["i * g + f * c_prev", "np.add(f * c_prev, i * g)"],
        ["f * c_prev * g * i", "i * c_prev + g * f", "f @ c_prev + g @ i", "c_prev + g * i"],
    ),
    "lstm_h": (
        LSTM_H,
        ["np.tanh(c_next) * o", "o * (2 / (1 + np.exp(-2 * c_next)) - 1)", "o * (2 * sigmoid(2 * c_next) - 1)"],
        ["o * c_next", "np.tanh(o * c_next)", "o * sigmoid(c_next)"],
    ),
    "lstm_gate": (
        LSTM_GATE,
        [
            "1 / (1 + np.exp(-A[:, H:2*H]))",
            "sigmoid(A[:, H:H+H])",
            "sigmoid(np.split(A, 4, axis=1)[1])",
            "sigmoid(A.reshape(len(A), 4, H)[:, 1])",
            "sigmoid(A)[:, H:2*H]",
            "sigmoid(A[:, H:-2*H])",
        ],
        [
            "sigmoid(A[:, :H])",
            "sigmoid(A[H:2*H])",
            "sigmoid(A[:, 2*H:3*H])",
            "np.tanh(A[:, H:2*H])",
            "A[:, H:2*H]",
            "sigmoid(A[:, H, 2*H])",
        ],
    ),
    "gru": (
        GRU,
        ["z * h_hat + (1 - z) * h_prev", "h_prev + z * (h_hat - h_prev)", "h_prev - z * h_prev + z * h_hat"],
        ["z * h_prev + (1 - z) * h_hat", "(1 - z) * h_prev + h_hat", "(1 - r) * h_prev + r * h_hat"],
    ),
    "batch_norm": (
        BATCH_NORM,
        ["(x - mu) * (var + eps) ** -0.5", "(x - mu) / (var + eps) ** 0.5", "np.divide(x - mu, np.sqrt(eps + var))"],
        [
            "(x - mu) / var",
            "(x - mu) / np.sqrt(var) + eps",
            "x - mu / np.sqrt(var + eps)",
            "(x - mu) / (np.sqrt(var) + eps)",
            "(x - mu) / (var + eps)",
        ],
    ),
    "batch_mean": (
        BATCH_MEAN,
        ["np.mean(x, axis=0)", "x.sum(axis=0) / N", "np.sum(x, 0) / x.shape[0]", "np.average(x, axis=0)", "x.mean(0)"],
        ["x.mean()", "x.mean(axis=1)", "x.sum(axis=0)", "np.median(x, axis=0)", "x.mean(axis=0, keepdims=True)"],
    ),
    "batch_var": (
        BATCH_VAR,
        ["((x - mu) ** 2).mean(axis=0)", "np.sum(np.square(x - mu), axis=0) / N", "np.mean((x - mu) * (x - mu), 0)"],
        [
            "np.var(x, axis=0)",
            "np.mean((x - mu) ** 2)",
            "np.sum((x - mu) ** 2, axis=0)",
            "np.mean(x - mu, axis=0) ** 2",
            "np.sum((x - mu) ** 2, axis=0) / (N - 1)",
        ],
    ),
    "adam_m": (
        ADAM_M,
        ["(1 - beta1) * grad + beta1 * m", "m + (1 - beta1) * (grad - m)"],
        [
            "beta1 * m + grad",
            "beta1 * grad + (1 - beta1) * m",
            "beta1 * v + (1 - beta1) * grad",
            "m * (beta1 + 1 - beta1) * grad",
            "beta1 * m + (1 - beta1) * grad ** 2",
        ],
    ),
    "adam_step": (
        ADAM_STEP,
        ["params - lr * (m_hat / (np.sqrt(v_hat) + eps))", "params + -lr * m_hat / (v_hat ** 0.5 + eps)"],
        [
            "params + lr * m_hat / (np.sqrt(v_hat) + eps)",
            "params - lr * m_hat / v_hat",
            "params - lr * m_hat",
            "lr * m_hat / (np.sqrt(v_hat) + eps)",
        ],
    ),
    "pad": (
        PADDED,
        [
            "np.pad(img, ((0, 0), (0, 0), (P, P), (P, P)))",
            "np.pad(img, [(0,0),(0,0),(P,P),(P,P)], mode='constant', constant_values=0)",
        ],
        [
            "np.pad(img, P)",
            "np.pad(img, [(P, P), (P, P), (0, 0), (0, 0)])",
            "np.pad(img, [(0, 0), (0, 0), (P, P), (P, P)], 'edge')",
            "np.pad(img, ((P, P), (P, P)))",
        ],
    ),
    "output_size": (
        OUTPUT_SIZE,
        [
            "int((H + 2 * P - FH) / S) + 1",
            "(H - FH + P + P) // S + 1",
            "1 + (H + 2*P - FH) // S",
            "int(np.floor((H + 2 * P - FH) / S)) + 1",
        ],
        [
            "(H + P - FH) // S + 1",
            "(H + 2 * P - FH) // S",
            "(H + 2 * P - FH) / S + 1",
            "H + 2 * P - FH // S + 1",
            "int(np.ceil((H + 2 * P - FH) / S)) + 1",
        ],
    ),
    "im2col": (
        IM2COL,
        [
            "img[:, :, y:y_max:stride][..., x:x_max:stride]",
            "img[..., y:y_max:stride, x:x_max:stride]",
            "img[:, :, np.arange(y, y_max, stride)][:, :, :, np.arange(x, x_max, stride)]",
        ],
        [
            "img[:, :, y:y_max, x:x_max]",
            "img[:, :, x:x_max:stride, y:y_max:stride]",
            "img[y:y_max:stride, x:x_max:stride]",
            "img[:, :, y:y_max:stride]",
        ],
    ),
    "columns": (
        COLUMNS,
        [
            "np.transpose(col, (0, 4, 5, 1, 2, 3)).reshape(N * OH * OW, -1)",
            "np.moveaxis(col, (4, 5), (1, 2)).reshape(N * OH * OW, -1)",
        ],
        [
            "col.reshape(N * OH * OW, -1)",
            "col.transpose(0, 2, 3, 1, 4, 5).reshape(N * OH * OW, -1)",
            "col.transpose(0, 4, 5, 1, 2, 3)",
            "col.transpose(0, 4, 5, 1, 2).reshape(N * OH * OW, -1)",
        ],
    ),
    "scores": (
        SCORES,
        [
            "np.matmul(Q, K.transpose(0, 2, 1)) / d ** 0.5",
            "Q @ np.swapaxes(K, 1, 2) / np.sqrt(d)",
            "np.einsum('btd,bsd->bts', Q, K) / np.sqrt(Q.shape[-1])",
            "Q / np.sqrt(d) @ K.swapaxes(-1, -2)",
        ],
        [
            "Q @ K.T / np.sqrt(d)",
            "Q @ K.transpose(0, 2, 1) / d",
            "Q @ K / np.sqrt(d)",
            "Q @ K.transpose(0, 2, 1)",
            "Q * K / np.sqrt(d)",
            "Q @ K.transpose(2, 1, 0) / np.sqrt(d)",
        ],
    ),
    "attention": (
        ATTENTION,
        ["np.matmul(softmax(np.matmul(Q, K.T) / K.shape[1] ** 0.5), V)", "softmax(Q @ K.T / np.sqrt(len(K[0]))) @ V"],
        [
            "softmax(Q @ K.T) @ V",
            "softmax(Q @ K.T / np.sqrt(len(K))) @ V",
            "Q @ K.T @ V",
            "softmax(Q @ K.T @ V)",
            "softmax(Q @ K.T / np.sqrt(K.shape[-1]), axis=0) @ V",
        ],
    ),
    "causal": (
        CAUSAL,
        [
            "np.where(np.triu(np.ones((T, T)), k=1) == 1, -np.inf, scores)",
            "np.where(np.arange(T)[:, None] >= np.arange(T), scores, float('-inf'))",
            "np.where(np.tril(np.ones_like(scores)).astype(bool), scores, -np.inf)",
        ],
        [
            "np.tril(scores)",
            "np.where(np.triu(np.ones((T, T))) == 1, scores, -np.inf)",
            "scores",
            "np.where(np.tril(np.ones((T, T))) == 1, scores, 0)",
            "np.where(np.tril(np.ones((T, T)), k=-1) == 1, scores, -np.inf)",
        ],
    ),
    "dropout": (
        DROPOUT,
        ["x / (1 - p) * mask", "np.where(mask, x / (1 - p), 0)", "mask.astype(float) * x / (1.0 - p)"],
        ["x * mask", "x * mask / p", "x * mask * (1 - p)", "x[mask] / (1 - p)", "x * ~mask / (1 - p)"],
    ),
    "accuracy": (
        ACCURACY,
        [
            "np.sum(np.argmax(y, axis=1) == t) / len(t)",
            "(y.argmax(axis=1) == t).mean()",
            "np.sum(y.argmax(1) == t) / float(y.shape[0])",
            "np.count_nonzero(y.argmax(1) == t) / t.size",
        ],
        [
            "np.sum(np.argmax(y, axis=1) == t)",
            "np.mean(np.argmax(y, axis=0) == t)",
            "np.mean(np.max(y, axis=1) == t)",
            "np.mean(np.argmax(y) == t)",
            "np.mean(np.argmax(y, axis=1) != t)",
        ],
    ),
    "one_hot": (
        ONE_HOT_OF,
        [
            "np.identity(C)[t]",
            "(t[:, None] == np.arange(C)).astype(int)",
            "(t.reshape(-1, 1) == np.arange(C)) * 1.0",
            "np.where(np.arange(C) == t[:, None], 1, 0)",
            "np.take(np.eye(C), t, axis=0)",
        ],
        ["np.eye(N)[t]", "np.eye(C)", "np.eye(C)[:, t]", "t == np.arange(C)", "np.eye(C)[t].T"],
    ),
    "cosine": (
        COSINE,
        [
            "a @ b / np.sqrt(a @ a * (b @ b))",
            "np.sum(a * b) / np.sqrt(np.sum(a ** 2) * np.sum(b ** 2))",
            "(a / np.linalg.norm(a)) @ (b / np.linalg.norm(b))",
            "np.inner(a, b) / np.linalg.norm(a) / np.linalg.norm(b)",
        ],
        [
            "np.dot(a, b)",
            "np.dot(a, b) / np.linalg.norm(a) * np.linalg.norm(b)",
            "a * b / (np.linalg.norm(a) * np.linalg.norm(b))",
            "np.dot(a, b) / (np.sum(a ** 2) * np.sum(b ** 2))",
            "np.dot(a, b) / np.linalg.norm(a * b)",
        ],
    ),
    "l2": (
        L2,
        [
            "lam * (W ** 2).sum() / 2",
            "0.5 * lam * np.linalg.norm(W) ** 2",
            "lam / 2 * np.sum(W * W)",
            "0.5 * lam * np.sum(np.square(W))",
            "np.trace(W.T @ W) * lam / 2",
        ],
        [
            "lam * np.sum(W ** 2)",
            "0.5 * lam * np.sum(W)",
            "0.5 * lam * W ** 2",
            "0.5 * lam * np.sum(np.abs(W))",
            "0.5 * lam * np.linalg.norm(W)",
        ],
    ),
    "residual": (
        RESIDUAL,
        ["x + F_x", "np.add(x, F_x)", "F_x - (-x)"],
        ["F_x", "F_x * x", "F_x - x", "np.concatenate([F_x, x], axis=1)"],
    ),
    "torch_view": (
        TORCH_VIEW,
        [
            "x.view(N, -1)",
            "x.reshape(x.shape[0], -1)",
            "x.flatten(1)",
            "torch.flatten(x, 1)",
            "x.view(x.size()[0], -1)",
            "torch.flatten(x, start_dim=1)",
            "x.reshape((len(x), -1))",
        ],
        ["x.view(-1, N)", "x.flatten()", "x.view(-1)", "x.view(x.size(1), -1)"],
    ),
    "torch_linear": (
        TORCH_LINEAR,
        [
            "F.linear(x, W, b)",
            "torch.matmul(x, W.T) + b",
            "x.mm(W.t()) + b",
            "torch.mm(x, W.transpose(0, 1)) + b",
            "torch.einsum('nd,hd->nh', x, W) + b",
            "x.matmul(W.permute(1, 0)).add(b)",
        ],
        ["x @ W + b", "F.linear(x, W)", "F.linear(x, W.t(), b)", "x.mm(W) + b", "torch.matmul(W, x.t()) + b"],
    ),
    "torch_softmax": (
        TORCH_SOFTMAX,
        [
            "torch.softmax(x, dim=-1)",
            "x.softmax(dim=1)",
            "torch.exp(x) / torch.exp(x).sum(dim=1, keepdim=True)",
            "F.log_softmax(x, dim=1).exp()",
            "x.exp() / x.exp().sum(1, keepdim=True)",
            "nn.functional.softmax(x, 1)",
        ],
        ["F.softmax(x, dim=0)", "F.log_softmax(x, dim=1)", "torch.sigmoid(x)", "torch.exp(x) / torch.exp(x).sum()"],
    ),
    "torch_attention": (
        TORCH_ATTENTION,
        [
            "torch.softmax(torch.bmm(Q, K.transpose(1, 2)) / d ** 0.5, dim=2) @ V",
            "(Q @ K.permute(0, 2, 1) / math.sqrt(Q.size(-1))).softmax(-1) @ V",
            "torch.matmul(F.softmax(Q @ K.mT / math.sqrt(d), dim=-1), V)",
        ],
        [
            "F.softmax(Q @ K.transpose(-2, -1), dim=-1) @ V",
            "F.softmax(Q @ K.transpose(-2, -1) / math.sqrt(d), dim=1) @ V",
            "F.softmax(Q @ K / math.sqrt(d), dim=-1) @ V",
        ],
    ),
}
