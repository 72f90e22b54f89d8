"""The emulator as a program of its own, and the real AWS CLI and boto3 pointed to it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import boto3
import botocore.config
import botocore.exceptions

COMMAND = os.environ["VESTIBULE"]
ACCOUNT = "111122223333"
PACKAGES = pathlib.Path(boto3.__file__).parent.parent


# The AWS CLI of version 1 gets no new operations any more, so it is given botocore's model.
MODEL = PACKAGES / "botocore/data/signin/2023-01-01"


def environment(url, data):
    """No settings of the user's, and credentials that mean nothing."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    kept["PATH"] = f"{PACKAGES / 'bin'}{os.pathsep}{kept.get('PATH', '')}"
    return {
        **kept,
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_DATA_PATH": str(data),
        "AWS_ENDPOINT_URL_SIGNIN": url,
        "AWS_ENDPOINT_URL_ORGANIZATIONS": url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_PAGER": "",
        "LC_ALL": "C.UTF-8",
    }


class Emulator:
    """A running emulator with a folder of its own."""

    def __init__(self, *flags, state=True, case=None, folder=None):
        self.is_own = folder is None
        self.folder = folder or pathlib.Path(tempfile.mkdtemp(prefix="vestibule-emulator-"))
        self.state = self.folder / "state.json"
        self.log = self.folder / "requests.jsonl"
        self.data = self.folder / "aws"
        flags = [*flags, "--listen", "127.0.0.1:0", "--log", self.log]
        flags += ["--aws-data-path", self.data]
        if state:
            flags += ["--state", self.state]
        if case is not None:
            path = self.folder / "case.json"
            path.write_text(json.dumps(case))
            flags += ["--case", path]
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [COMMAND, "--lang", "en", "emulate", *flags],
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        self.url = None
        for line in self.process.stdout:
            if "AWS_ENDPOINT_URL_SIGNIN=" in line:
                self.url = line.strip().partition("=")[2]
                break
        if self.url is None:
            self.errors.seek(0)
            raise RuntimeError(self.errors.read().decode())
        self.environment = environment(self.url, self.data)
        # boto3 reads this when a session begins.
        os.environ["AWS_DATA_PATH"] = str(self.data)

    def client(self, region="us-east-1", service="signin", **settings):
        settings = {"retries": {"total_max_attempts": 1}, **settings}
        return boto3.session.Session(
            aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
            aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            region_name=region,
        ).client(service, endpoint_url=self.url, config=botocore.config.Config(**settings))

    def give_model(self):
        """Gives the AWS CLI botocore's model of Sign-In."""
        for name in ("service-2.json.gz", "paginators-1.json"):
            shutil.copy(MODEL / name, self.data / "signin/2023-01-01")

    def aws(self, *arguments, region="us-east-1"):
        """`aws signin …`: its status, its JSON, and what it says of an error."""
        ran = subprocess.run(
            [sys.executable, "-m", "awscli", "signin", *arguments, "--region", region],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return ran.returncode, json.loads(ran.stdout) if ran.stdout.strip() else None, ran.stderr

    def shell(self, script, shell="sh", answers=""):
        """What a shell prints of a script with `aws` on its PATH, to which `answers` are typed."""
        ran = subprocess.run(
            [shell, "-c", script],
            env=self.environment,
            input=answers,
            capture_output=True,
            text=True,
            timeout=300,
        )
        return ran.returncode, ran.stdout, ran.stderr

    def vestibule(self, *arguments):
        ran = subprocess.run(
            [COMMAND, "--lang", "en", *arguments], capture_output=True, text=True, timeout=120
        )
        return ran.returncode, ran.stdout, ran.stderr

    def entries(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()

    def close(self):
        self.end()
        if self.is_own:
            shutil.rmtree(self.folder)


class EmulatorTest(unittest.TestCase):
    """A test with an emulator, which it may end and start again."""

    maxDiff = None
    flags = ()
    case = None

    def setUp(self):
        self.emulator = Emulator(*self.flags, case=self.case)
        self.addCleanup(lambda: self.emulator.close())
        self.signin = self.emulator.client()

    def refused(self, name, status, call, /, **parameters):
        """The message of the error that boto3 makes of an answer."""
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            call(**parameters)
        answer = caught.exception.response
        self.assertEqual(answer["Error"]["Code"], name, answer)
        self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], status)
        self.assertTrue(answer["Error"]["Message"])
        return answer["Error"]["Message"]
