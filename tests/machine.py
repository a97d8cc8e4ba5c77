"""What some tests need of the machine, and cannot make themselves: leave to cut the network, and to have a disk of their own."""

import os
import shutil
import subprocess

import pytest

WITHOUT_NETWORK = [
    "unshare",
    "--map-root-user",
    "--net",
    "sh",
    "-c",
    'ip link set lo up && exec "$@"',
    "sh",
]


def lacking(reason):
    """Skip the test, where a person runs it; where a machine does, nothing is left out unseen."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def without_network():
    """The prefix of a command that leaves it nothing but loopback."""
    return (
        WITHOUT_NETWORK
        if allows(WITHOUT_NETWORK)
        else lacking("no leave to cut the network: unshare and ip needed")
    )


def with_a_disk(folder, size):
    """The prefix of a command that finds a disk of this size in the folder."""
    mount = f'mount -t tmpfs -o size={size} none "{folder}" && exec "$@"'
    prefix = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    return (
        prefix
        if allows(prefix)
        else lacking("no leave to mount a small disk: unshare and mount needed")
    )


def allows(prefix):
    """Whether a command may be begun so here."""
    found = shutil.which(prefix[0])
    return (
        bool(found)
        and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    )
