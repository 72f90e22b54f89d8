"""An organization at moto's server on loopback, with `vestibule emulate` for AWS Sign-In, and the
real AWS CLI pointed to both.

moto answers for Organizations, IAM, EC2 and STS. In front of it is a thin layer that refuses a role
in one account, sends requests of AWS Sign-In on to the emulator of the account whose credentials
signed them, and keeps what was called. moto has no owner of VPC endpoints, so that is added."""

import contextlib
import http.client
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import boto3
import werkzeug.serving
from moto.ec2.models.vpcs import VPCEndPoint
from moto.iam.models import get_account_id_from, iam_backends
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.organizations import utils

COMMAND = os.environ["VESTIBULE"]
PACKAGES = pathlib.Path(boto3.__file__).parent.parent
ROLE = "OrganizationAccountAccessRole"

MANAGEMENT = "111122223333"
SHOP, SITE, PAYMENTS, VAULT = "222233334444", "333344445555", "444455556666", "555566667777"
LOGS, AUDIT, PLAY, CLOSED = "888899990000", "999900001111", "123456789012", "345678901234"
# The accounts, each with the unit that it is in, by its path of names.
ACCOUNTS = {
    SHOP: ("shop", "Workloads/Prod"),
    SITE: ("site", "Workloads/Prod"),
    PAYMENTS: ("payments", "Workloads/Prod/Payments"),
    VAULT: ("vault", "Workloads/Prod/Payments"),
    "666677778888": ("shop-test", "Workloads/Test"),
    "777788889999": ("site-test", "Workloads/Test"),
    LOGS: ("logs", "Security"),
    AUDIT: ("audit", "Security"),
    PLAY: ("play", "Sandbox"),
    "210987654321": ("demo", "Sandbox"),
    CLOSED: ("closed", "Sandbox"),
}
# The account whose role nobody may assume.
REFUSED = VAULT
UNITS = {
    "Workloads": "ou-ab12-workload",
    "Workloads/Prod": "ou-ab12-prod0000",
    "Workloads/Prod/Payments": "ou-ab12-payments",
    "Workloads/Test": "ou-ab12-test0000",
    "Security": "ou-ab12-security",
    "Sandbox": "ou-ab12-sandbox0",
}
ORGANIZATION, ROOT = "o-a1b2c3d4e5", "r-ab12"

OFFICES = ["203.0.113.0/24", "198.51.100.0/24"]
BREAK_GLASS = "arn:aws:iam::*:user/break-glass"


def perimeter(networks):
    """An RCP by which people sign in from networks alone, and break-glass from anywhere."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Networks",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "signin:*",
                "Resource": "*",
                "Condition": {
                    "NotIpAddressIfExists": {"aws:SourceIp": networks},
                    "ArnNotLike": {
                        "aws:PrincipalArn": BREAK_GLASS,
                        "signin:PrincipalArn": BREAK_GLASS,
                    },
                },
            }
        ],
    }


NO_REMOTE_LOGIN = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Deny", "Action": "signin:CreateOAuth2Token", "Resource": "*"},
    ],
}
# The policies: name, type, text, and what each is attached to.
POLICIES = [
    ("perimeter", "RESOURCE_CONTROL_POLICY", perimeter(OFFICES), ["Workloads", "Security"]),
    ("draft", "RESOURCE_CONTROL_POLICY", perimeter(OFFICES[:1]), []),
    ("no-remote-login", "SERVICE_CONTROL_POLICY", NO_REMOTE_LOGIN, ["Sandbox"]),
]
# The states of `vestibule emulate`, for the accounts that have anything configured.
SIGN_IN = {
    MANAGEMENT: {"account": False, "organization": True},
    SHOP: {"account": True},
}


class Emulator:
    """`vestibule emulate` for an account."""

    def __init__(self, folder, account, switches):
        case = folder / f"emulator-{account}.json"
        policies = {}
        if account == SHOP:
            statement = {"sourceIp": OFFICES[0], "excludedPrincipal": f"arn:aws:iam::{SHOP}:user/break-glass"}
            policies = {"permissionStatements": [statement]}
        case.write_text(
            json.dumps(
                {
                    "vestibule": 1,
                    "account": {
                        "id": account,
                        "organization": {"id": ORGANIZATION},
                        "consoleAuthorization": switches,
                    },
                    "policies": policies,
                    "requests": [],
                }
            )
        )
        flags = ["--case", case, "--listen", "127.0.0.1:0", "--aws-data-path", folder / "aws"]
        self.process = subprocess.Popen(
            [COMMAND, "--lang", "en", "emulate", *flags],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.host = None
        for line in self.process.stdout:
            if "AWS_ENDPOINT_URL_SIGNIN=" in line:
                self.host = line.strip().partition("http://")[2]
                break
        if self.host is None:
            raise RuntimeError("the emulator does not begin")
        # What else it prints is a line for each request.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def answer(self, environ, body):
        names = {"HTTP_AUTHORIZATION": "Authorization", "CONTENT_TYPE": "Content-Type"}
        headers = {name: environ[key] for key, name in names.items() if environ.get(key)}
        headers |= {"X-Amz-Date": environ["HTTP_X_AMZ_DATE"]}
        connection = http.client.HTTPConnection(self.host, timeout=30)
        with contextlib.closing(connection):
            connection.request(environ["REQUEST_METHOD"], environ["PATH_INFO"], body, headers)
            answer = connection.getresponse()
            return f"{answer.status} {answer.reason}", answer.getheaders(), answer.read()

    def close(self):
        self.process.kill()
        self.process.wait()


class World:
    """The servers, and a folder of their own."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vestibule-collect-"))
        self.emulators = {
            account: Emulator(self.folder, account, switches)
            for account, switches in SIGN_IN.items()
        }
        # For all others: nothing was ever configured.
        self.emulators[None] = Emulator(self.folder, AUDIT, {"account": False})
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.calls = []
        self.server = werkzeug.serving.make_server(
            "127.0.0.1", 0, self.answer, threaded=True, request_handler=Quiet
        )
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.port}"
        backend = iam_backends[MANAGEMENT]["aws"]
        backend.create_user("us-east-1", "collector")
        key = backend.create_access_key("collector")
        self.keys = key.access_key_id, key.secret_access_key
        self.environment = self.variables()
        self.commands = Commands(self.folder)
        self.fill()

    def close(self):
        self.commands.close()
        self.server.shutdown()
        self.server.server_close()
        for emulator in self.emulators.values():
            emulator.close()
        shutil.rmtree(self.folder)

    def answer(self, environ, start):
        """The thin layer in front of moto."""
        signed = environ.get("HTTP_AUTHORIZATION", "")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", signed)
        key, region, service = scope.groups()
        account = get_account_id_from(key)
        action = re.search(rb"Action=(\w+)", body)
        operation = (
            environ.get("HTTP_X_AMZ_TARGET", "").partition(".")[2]
            or (action and action[1].decode())
            or environ["PATH_INFO"].strip("/")
        )
        self.calls.append((account, service, operation))
        if service == "signin":
            emulator = self.emulators.get(account, self.emulators[None])
            status, headers, told = emulator.answer(environ, body)
            start(status, headers)
            return [told]
        if operation == "AssumeRole" and REFUSED.encode() in body:
            start("403 Forbidden", [("Content-Type", "text/xml")])
            message = f"User is not authorized to perform: sts:AssumeRole on role/{ROLE}"
            error = f"<Error><Code>AccessDenied</Code><Message>{message}</Message></Error>"
            return [f"<ErrorResponse>{error}</ErrorResponse>".encode()]
        return self.moto(environ, start)

    def variables(self):
        """No settings of the user's, and credentials that mean nothing."""
        path = [str(self.folder / "bin"), str(pathlib.Path(COMMAND).parent), os.environ["PATH"]]
        return {
            "PATH": os.pathsep.join(path),
            "AWS_ACCESS_KEY_ID": self.keys[0],
            "AWS_SECRET_ACCESS_KEY": self.keys[1],
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_DATA_PATH": str(self.folder / "aws"),
            "AWS_ENDPOINT_URL": self.url,
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }

    def client(self, service, account=MANAGEMENT):
        keys = dict(aws_access_key_id=self.keys[0], aws_secret_access_key=self.keys[1])
        if account != MANAGEMENT:
            arn = f"arn:aws:iam::{account}:role/{ROLE}"
            sts = self.client("sts")
            given = sts.assume_role(RoleArn=arn, RoleSessionName="setup")["Credentials"]
            keys = dict(
                aws_access_key_id=given["AccessKeyId"],
                aws_secret_access_key=given["SecretAccessKey"],
                aws_session_token=given["SessionToken"],
            )
        return boto3.client(service, region_name="us-east-1", endpoint_url=self.url, **keys)

    def fill(self):
        """Sets the organization up by boto3, with ids that do not change."""
        ids = {
            "make_random_org_id": iter([ORGANIZATION]),
            "make_random_root_id": iter([ROOT]),
            # The root and the management account are given one, too, which moto replaces.
            "make_random_ou_id": iter(["ou-ab12-replaced", *UNITS.values()]),
            "make_random_account_id": iter([MANAGEMENT, *ACCOUNTS]),
            "make_random_policy_id": iter(["p-full0000", "p-full0001", "p-perimeter", "p-draft000", "p-noremote"]),
        }
        for name, values in ids.items():
            setattr(utils, name, lambda *_, values=values: next(values))
        # A list has pages, as with AWS, which the AWS CLI follows.
        for operation in ("list_accounts_for_parent", "list_policies"):
            utils.PAGINATION_MODEL[operation]["limit_default"] = 1
        VPCEndPoint.owner_id = property(lambda endpoint: endpoint.ec2_backend.account_id)

        client = self.client("organizations")
        client.create_organization(FeatureSet="ALL")
        for of_type in ("RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"):
            client.enable_policy_type(RootId=ROOT, PolicyType=of_type)
        for path, id in UNITS.items():
            above, _, name = path.rpartition("/")
            parent = UNITS.get(above, ROOT)
            client.create_organizational_unit(ParentId=parent, Name=name)
        for id, (name, unit) in ACCOUNTS.items():
            client.create_account(Email=f"{name}@example.com", AccountName=name)
            client.move_account(
                AccountId=id, SourceParentId=ROOT, DestinationParentId=UNITS[unit]
            )
        client.close_account(AccountId=CLOSED)
        self.policies = {}
        for name, of_type, text, units in POLICIES:
            made = client.create_policy(
                Name=name, Description="", Type=of_type, Content=json.dumps(text)
            )
            id = self.policies[name] = made["Policy"]["PolicySummary"]["Id"]
            for unit in units:
                client.attach_policy(PolicyId=id, TargetId=UNITS[unit])

        for account in (SHOP, PAYMENTS):
            iam = self.client("iam", account)
            iam.create_user(UserName="alice")
            iam.create_login_profile(UserName="alice", Password="an Example of 1 password")
        everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        text = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
        self.client("iam", PAYMENTS).put_user_policy(
            UserName="alice", PolicyName="everything", PolicyDocument=text
        )
        ec2 = self.client("ec2", SHOP)
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        for service in ("signin", "s3"):
            ec2.create_vpc_endpoint(
                VpcId=vpc,
                ServiceName=f"com.amazonaws.us-east-1.{service}",
                VpcEndpointType="Interface",
                PolicyDocument=text.replace('"Allow"', '"Allow", "Principal": "*"'),
            )

    def run(self, folder, *arguments, variables=None, shell=("sh",)):
        """Prints a script by `vestibule collect` and runs it for a folder."""
        script = self.folder / "collect.sh"
        printed = self.vestibule("collect", *arguments)
        script.write_text(printed.stdout)
        self.calls.clear()
        return subprocess.run(
            [*shell, script, folder],
            cwd=self.folder,
            env={**self.environment, **(variables or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )

    def vestibule(self, *arguments):
        return subprocess.run(
            [COMMAND, "--lang", "en", *arguments],
            cwd=self.folder,
            env={"COLUMNS": "100", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            timeout=120,
        )


class Quiet(MotoRequestHandler):
    def log_request(self, *_):
        pass


class Commands:
    """`aws` as a command that need not load the AWS CLI each time: a server has it loaded, and
    forks for each call. What runs is the AWS CLI, with the files and variables of the command."""

    SERVER = pathlib.Path(__file__).parent / "aws_server.py"

    def __init__(self, folder):
        self.socket = folder / "aws.socket"
        self.process = subprocess.Popen(
            [sys.executable, "-B", self.SERVER, self.socket],
            env={"PYTHONPATH": str(PACKAGES), "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
        )
        self.process.stdout.readline()
        command = folder / "bin/aws"
        command.parent.mkdir()
        client = self.SERVER.with_name("aws_client.py")
        # Without the site packages, Python begins at once.
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -BIS {client} {self.socket} "$@"\n')
        command.chmod(0o755)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
