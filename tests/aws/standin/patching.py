"""How the additions attach themselves to moto's classes."""

import functools


def add(cls):
    """Makes the function a method of cls, in place of any of that name."""

    def attach(function):
        setattr(cls, function.__name__, function)
        return function

    return attach


def around(cls, name=None):
    """Wraps the method of that name: the function gets the original as its first argument."""

    def attach(function):
        method = name or function.__name__
        original = getattr(cls, method)

        @functools.wraps(original)
        def wrapper(self, *args, **kwargs):
            return function(original, self, *args, **kwargs)

        setattr(cls, method, wrapper)
        return function

    return attach
