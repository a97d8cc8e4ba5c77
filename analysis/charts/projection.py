"""The Equal Earth projection of the map."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

# Degrees east: the edge then runs through the Bering Strait and cuts no land.
CENTRE = 10.0

# The coefficients of the Equal Earth projection.
A1 = 1.340264
A2 = -0.081106
A3 = 0.000893
A4 = 0.003796


def projected(lon: ArrayLike, lat: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Equal Earth coordinates of degrees: areas keep their proportions.

    The projection is that of Šavrič, Patterson & Jenny (2018).

    Parameters
    ----------
    lon, lat : array_like
        Longitude and latitude in degrees.

    Returns
    -------
    tuple of ndarray
        x and y.

    Examples
    --------
    >>> [round(float(v), 3) for v in projected(190, 0)]
    [2.707, 0.0]
    """
    east = np.radians(np.asarray(lon, float) - CENTRE)
    north = np.radians(np.asarray(lat, float))
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(north))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * np.sqrt(3) * east * np.cos(t) / (3 * slope)
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    return x, y


def around_centre(lon: pd.Series) -> pd.Series:
    """Longitudes from half the world west to half the world east of the centre."""
    return (lon - CENTRE + 180) % 360 + CENTRE - 180
