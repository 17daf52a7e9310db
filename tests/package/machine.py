"""A Debian of its own in a folder: made by debootstrap from the package sources this machine uses, and run by chroot or by systemd itself."""
import os
import pathlib
import re
import shutil
import subprocess
import time

import checks as package

APT = pathlib.Path("/etc/apt")
QUIET = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}


def codename():
    return re.search(r"^VERSION_CODENAME=(\S+)", pathlib.Path("/etc/os-release").read_text(), re.M).group(1)


def places_in(file):
    """Where the release itself comes from, by this file of sources."""
    text = file.read_text()
    return re.findall(rf"^URIs:\s*(\S+)\nSuites:\s*{codename()}\b", text, re.M) + re.findall(rf"^deb\s+(?:\[.*?\]\s+)?(\S+)\s+{codename()}\s", text, re.M)


def debian_sources():
    """(the files of sources for Debian's own packages, the first place that has the release)"""
    files = [file for file in [APT / "sources.list", *sorted((APT / "sources.list.d").glob("*"))] if file.suffix in (".list", ".sources") and file.is_file()]
    files = [file for file in files if places_in(file)]
    return files, places_in(files[0])[0]


class Machine:
    """Everything inside `root`. Call from a mount namespace of our own: what is mounted here ends with us."""

    def __init__(self, root):
        self.root = root

    def make(self):
        files, place = debian_sources()
        package.must("debootstrap", "--variant=minbase", "--include=systemd,ca-certificates", codename(), self.root, place, seconds=1200)
        for file in (self.root / "etc/apt").glob("sources.list*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        settings = [file for file in (APT / "apt.conf.d").glob("*") if re.search("^Acquire|Proxy", file.read_text(), re.M)]
        for file in files + settings:
            target = self.root / file.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        self.mount()

    def mount(self):
        """What programs need that run by chroot; services are not to be started there."""
        for kind, place in (("proc", "proc"), ("sysfs", "sys"), ("tmpfs", "run"), ("tmpfs", "tmp")):
            package.must("mount", "-t", kind, kind, self.root / place)
        package.must("mount", "--rbind", "/dev", self.root / "dev")
        (self.root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (self.root / "usr/sbin/policy-rc.d").chmod(0o755)

    def unmount(self):
        """As it was before mount, for systemd to begin with."""
        for place in ("dev", "tmp", "run", "sys", "proc"):
            package.must("umount", "-R", "-l", self.root / place)
        (self.root / "usr/sbin/policy-rc.d").unlink()

    def command(self, *words, user=None):
        as_user = ["runuser", "-u", user, "--"] if user else []
        return ["chroot", str(self.root), *as_user, *map(str, words)]

    def run(self, *words, user=None, **more):
        """(exit code, both streams)"""
        return package.run(*self.command(*words, user=user), env=QUIET, **more)

    def must(self, *words, **more):
        return package.must(*self.command(*words), env=QUIET, **more)

    def begin(self, *words, user=None):
        return subprocess.Popen(self.command(*words, user=user), env=QUIET, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def stat(self, path):
        """owner:group mode"""
        return self.must("stat", "-c", "%U:%G %a", path).strip()


class Booted:
    """The machine started with its own systemd as process 1 and a network of its own; stopped at the end of a `with`."""

    def __init__(self, machine):
        self.machine = machine

    def __enter__(self):
        self.machine.unmount()
        self.host = subprocess.Popen(["systemd-nspawn", "--register=no", "--keep-unit", "--quiet", "--private-network", "--resolv-conf=off", "--timezone=off",
                                      "--console=pipe", "-D", self.machine.root, "--boot", "systemd.unit=multi-user.target"],
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        os.set_blocking(self.host.stdout.fileno(), False)
        for _ in range(240):
            if self.host.poll() is not None:
                raise RuntimeError(f"systemd-nspawn ended: {(self.host.stdout.read() or b'').decode(errors='replace')[-2000:]}")
            children = subprocess.run(["pgrep", "-P", str(self.host.pid)], capture_output=True, text=True).stdout.split()
            self.first = children[0] if children else None
            if self.first and self.run("systemctl", "is-system-running")[1].strip() in ("running", "degraded"):
                return self
            time.sleep(0.5)
        raise RuntimeError(f"systemd does not come up: {(self.host.stdout.read() or b'').decode(errors='replace')[-2000:]}")

    def __exit__(self, *raised):
        self.run("systemctl", "poweroff")
        try:
            self.host.wait(60)
        except subprocess.TimeoutExpired:
            self.host.kill()
        self.machine.mount()

    def run(self, *words, user=None, **more):
        as_user = ["runuser", "-u", user, "--"] if user else []
        return package.run("nsenter", "-t", self.first, "-m", "-u", "-i", "-n", "-p", "--", *as_user, *words, env=QUIET, **more)

    def state(self, what="ActiveState"):
        return self.run("systemctl", "show", "-P", what, "musubi")[1].strip()

    def wait_for(self, wanted, seconds=60):
        """Whether `wanted()` becomes true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if wanted():
                return True
            time.sleep(0.5)
        return False
