"""Evaluates each line of stdin, "language<TAB>expression", by Python itself.

Prints what became of it in a form that the test can write too, or "error". Where the language
differs from Python on purpose, its rules are laid over Python's below, each with the reason.
"""
import ast
import math
import operator
import struct
import sys
import warnings

BITS, LENGTH = 4096, 100_000
warnings.simplefilter("ignore")


class Missing:
    """Ceilometer's empty namespace: false, and so is everything in it."""
    __bool__ = lambda self: False
    __getattr__ = lambda self, name: self
    __getitem__ = lambda self, key: self
    __iter__ = __contains__ = None


MISSING = Missing()


class Mapping(dict):
    """Metadata in a transformer: keys are attributes, and none is an error."""
    __missing__ = lambda self, key: MISSING
    __getattr__ = lambda self, name: self[name]


class Names(dict):
    """A transformer's names: what there isn't is missing, but our own laws are global."""
    def __missing__(self, key):
        if key in LAWS:
            raise KeyError(key)
        return MISSING


def bounded(value):
    """The limits: what is larger is an error."""
    too_large = (isinstance(value, int) and value.bit_length() > BITS
                 or isinstance(value, (str, list)) and len(value) > LENGTH)
    # Neither complex numbers nor formatting are part of the language.
    if too_large or isinstance(value, complex):
        raise ValueError
    return value


def multiply(a, b):
    for sequence, count in ((a, b), (b, a)):
        if isinstance(sequence, (str, list)) and isinstance(count, int):
            if len(sequence) * count > LENGTH:
                raise ValueError
    return a * b


def power(a, b):
    if isinstance(a, int) and isinstance(b, int) and abs(a) > 1:
        if (abs(a).bit_length() - 1) * b > BITS:
            raise ValueError
    return a ** b


def modulo(a, b):
    if isinstance(a, str):
        raise TypeError
    return a % b


OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: multiply,
             ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: modulo,
             ast.Pow: power}


def operate(name, a, b):
    return bounded(OPERATORS[getattr(ast, name)](a, b))


def listed(value):
    """What Python calls tuples, views and iterators are lists."""
    if isinstance(value, (tuple, filter, map, type({}.keys()), type({}.values()))):
        return list(value)
    if isinstance(value, type({}.items())):
        return [list(item) for item in value]
    return value


def mapping(value):
    """Keys are strings only."""
    if any(not isinstance(key, str) for key in value):
        raise TypeError
    return value


def add_up(elements, start=0):
    """From left to right: from 3.12 on, Python's sum of floats makes up for lost digits."""
    if isinstance(start, str):
        raise TypeError
    for element in elements:
        start = bounded(start + element)
    return start


def text(value=""):
    if value is MISSING:
        raise TypeError
    return str(value)


class Laws(ast.NodeTransformer):
    def call(self, name, *arguments):
        return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])

    def visit_BinOp(self, node):
        self.generic_visit(node)
        return self.call("_operate", ast.Constant(type(node.op).__name__), node.left, node.right)

    def visit_Tuple(self, node):
        self.generic_visit(node)
        return ast.List(node.elts, ast.Load())

    def visit_Dict(self, node):
        self.generic_visit(node)
        return self.call("_mapping", node)

    def visit_Call(self, node):
        self.generic_visit(node)
        return self.call("_listed", node)


def shown(value):
    if value is MISSING:
        return "missing"
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return "int " + str(value)
    if isinstance(value, float):
        return "float " + ("nan" if math.isnan(value) else struct.pack(">d", value).hex())
    if isinstance(value, str):
        return "str " + value.encode("utf-16-be", "surrogatepass").hex()
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    return "{" + ", ".join(shown(k) + ": " + shown(v) for k, v in value.items()) + "}"


def scope(kind, names):
    nested = kind({"vcpus": 2, "ram": 512.5, "name": "m1.tiny"})
    metadata = kind({"cpu": 4, "flavor": nested, "none": None, "text": "10", "on": True})
    return names(
        n=-7, zero=0, volume=120_000_000_000, big=2**64 + 1, edge=2**53 + 1, least=-(2**63),
        f=2.5, small=-0.1, huge=1e308, minus_zero=-0.0, yes=True, no=False, none=None,
        text="cpu", empty="", accent="\u00e9 \U0001f600 x", number=" -12_0 ",
        tags=["a", "b", "c"], numbers=[3, 1.5, True, -2], nothing=[], metadata=metadata,
        value=[kind({"rel": "next", "n": 2}), kind({"rel": "self", "n": 1})])


SCOPES = {
    "TRANSFORMER": scope(Mapping, Names),
    "POLLSTER": scope(dict, dict),
}
FUNCTIONS = dict(len=len, int=int, float=float, str=text, bool=bool, round=round, min=min, max=max,
                 abs=abs, sum=add_up, sorted=sorted, list=list, filter=filter, map=map)
LAWS = dict(_operate=operate, _mapping=mapping, _listed=listed)


def outcome(language, expression):
    try:
        tree = ast.fix_missing_locations(Laws().visit(ast.parse(expression, mode="eval")))
        laws = dict(LAWS, __builtins__={})
        if language == "POLLSTER":  # lambdas see globals only
            laws.update(FUNCTIONS, **SCOPES[language])
        return shown(bounded(eval(compile(tree, "", "eval"), laws, SCOPES[language])))
    except Exception:
        return "error"


for line in sys.stdin:
    print(outcome(*line.rstrip("\n").split("\t")))
