"""The script of `vestibule collect`, run by `sh` with the real AWS CLI: what it saves is imported,
decided and compared, and docs/organization.md shows what it prints.

`VESTIBULE_WRITE_DOCS=1` writes the console blocks of that page anew."""

import json
import os
import pathlib
import re
import shutil
import unittest

from moto.sts.models import sts_backends
from servers import (
    ACCOUNTS,
    AUDIT,
    CLOSED,
    MANAGEMENT,
    OFFICES,
    PACKAGES,
    PAYMENTS,
    PLAY,
    REFUSED,
    ROLE,
    ROOT,
    SHOP,
    SITE,
    UNITS,
    VAULT,
    World,
    perimeter,
)

PAGE = pathlib.Path(__file__).parent.parent.parent / "docs/organization.md"
FLAGS = ("--role", ROLE, "--region", "us-east-1")
OLD, NEW = "2026-11", "2026-12"
# The call that needs no permission.
FREE = ("sts", "GetCallerIdentity")


def shortened(text, first, last):
    """A text with the lines in its middle left out."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) > first + last + 1:
        lines[first:-last] = ["…"]
    return "\n".join(lines)


class Collect(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = World()
        cls.addClassCleanup(cls.world.close)
        cls.first = cls.world.run(OLD, *FLAGS)
        cls.calls = list(cls.world.calls)
        cls.blocks = [(f"sh collect.sh {OLD}", shortened(cls.first.stdout, 7, 17))]
        lockout = cls.world.vestibule("lockout", f"{OLD}.json")
        cls.blocks.append((f"vestibule lockout {OLD}.json", shortened(lockout.stdout, 28, 1)))
        organizations = cls.world.client("organizations")
        text = json.dumps(perimeter(OFFICES[:1]))
        organizations.update_policy(PolicyId=cls.world.policies["perimeter"], Content=text)
        # As if interrupted on another day: the answers of the accounts are there, but for one.
        shutil.copytree(cls.world.folder / OLD, cls.world.folder / NEW)
        shutil.rmtree(cls.world.folder / NEW / "organization")
        os.remove(cls.world.folder / NEW / SITE / "get-resource-policy.txt")
        cls.second = cls.world.run(NEW, *FLAGS, "--since", OLD, shell=("sh", "-x"))
        cls.later_calls = list(cls.world.calls)
        drift = cls.world.vestibule("diff", f"{OLD}.json", f"{NEW}.json")
        cls.drift = drift
        cls.blocks.append((f"vestibule diff {OLD}.json {NEW}.json", shortened(drift.stdout, 24, 1)))

    def path(self, *parts):
        return self.world.folder.joinpath(*parts)

    def case(self, name=OLD):
        return json.loads(self.path(f"{name}.json").read_text())

    def test_the_script_saves_what_was_set_up(self):
        self.assertEqual(self.first.returncode, 0, self.first.stdout)
        case = self.case()
        organization = case["organization"]
        self.assertEqual(organization["id"], "o-a1b2c3d4e5")
        self.assertEqual(organization["managementAccount"], MANAGEMENT)
        self.assertIs(organization["consoleAuthorization"], True)
        found = {}

        def walk(node, path):
            self.assertEqual(node["id"], UNITS.get(path, ROOT))
            found.update((account, path) for account in node.get("accounts", []))
            for child in node.get("children", []):
                walk(child, f"{path}/{child['name']}".strip("/"))

        walk(organization["tree"], "")
        self.assertEqual(
            found, {MANAGEMENT: ""} | {id: unit for id, (_, unit) in ACCOUNTS.items()}
        )
        own = {account["id"]: account for account in organization["accounts"]}
        self.assertEqual(
            {id: account["name"] for id, account in own.items() if id != MANAGEMENT},
            {id: name for id, (name, _) in ACCOUNTS.items()},
        )
        self.assertEqual(own[CLOSED]["state"], "SUSPENDED")
        self.assertIs(own[SHOP]["consoleAuthorization"], True)
        self.assertEqual(len(own[SHOP]["policies"]["vpcEndpoint"]), 1)
        attached = {
            entry["name"]: sorted(entry["attachedTo"].split(","))
            for kind in ("resourceControl", "serviceControl")
            for entry in case["policies"][kind]
        }
        self.assertEqual(
            attached,
            {
                "perimeter": [UNITS["Security"], UNITS["Workloads"]],
                "no-remote-login": [UNITS["Sandbox"]],
                # Where another SCP is.
                "FullAWSAccess": [UNITS["Sandbox"]],
            },
        )

    def test_what_is_refused_stands_beside_and_the_rest_goes_on(self):
        errors = [path.relative_to(self.path(OLD)) for path in self.path(OLD).rglob("*.error")]
        self.assertEqual([str(path) for path in errors], [f"{REFUSED}/assume-role.error"])
        self.assertIn("AccessDenied", self.path(OLD, errors[0]).read_text())
        self.assertIn(f"no answer: aws sts assume-role in account {REFUSED}", self.first.stdout)
        self.assertFalse(list(self.path(OLD).rglob("*.part")))
        for id in {MANAGEMENT, *ACCOUNTS} - {REFUSED}:
            self.assertTrue(self.path(OLD, id, "get-account-authorization-details.json").exists())

    def test_the_policy_has_the_calls_and_nothing_else(self):
        printed = json.loads(
            self.world.vestibule("collect", *FLAGS, "--policy").stdout
        )
        actions = {action for one in printed["Statement"] for action in one["Action"]}
        kebab = {
            operation: "".join(part.capitalize() for part in operation.split("-"))
            for _, service, operation in self.calls
            if service == "signin"
        }
        called = {
            f"{service}:{kebab.get(operation, operation)}"
            for _, service, operation in self.calls
            if (service, operation) != FREE
        }
        self.assertEqual(called, actions)
        for action in actions - {"sts:AssumeRole"}:
            self.assertRegex(action, ":(Get|List|Describe)")
        # In the accounts of the organization only what `--account` names is called.
        printed = json.loads(
            self.world.vestibule("collect", "--account", *FLAGS[2:], "--policy").stdout
        )
        own = {action for one in printed["Statement"] for action in one["Action"]}
        in_members = {
            f"{service}:{kebab.get(operation, operation)}"
            for account, service, operation in self.calls
            if account != MANAGEMENT and (service, operation) != FREE
        }
        self.assertEqual(in_members, own)

    def test_decisions_are_those_of_what_was_set_up(self):
        elsewhere, first, second = "192.0.2.7", "203.0.113.7", "198.51.100.7"
        rows = [
            # The RCP, and after the change the second office is outside of it.
            (PAYMENTS, "user/alice", first, "Allowed", "Allowed"),
            (PAYMENTS, "user/alice", second, "Allowed", "Denied"),
            (PAYMENTS, "user/alice", elsewhere, "Denied", "Denied"),
            (PAYMENTS, "user/break-glass", elsewhere, "Allowed", "Allowed"),
            (AUDIT, "user/bob", second, "Allowed", "Denied"),
            # The resource-based policy of the account has the first office alone.
            (SHOP, "user/alice", first, "Allowed", "Allowed"),
            (SHOP, "user/alice", second, "Denied", "Denied"),
            # Of the account whose role was refused, a Deny from above is known.
            (VAULT, "user/alice", elsewhere, "Denied", "Denied"),
            (VAULT, "user/alice", first, "Unknown", "Unknown"),
            # RCPs and SCPs do not bind the management account.
            (MANAGEMENT, "user/carol", elsewhere, "Allowed", "Allowed"),
            (PLAY, "user/dave", first, "Denied", "Denied"),
        ]
        for name, column in ((OLD, 3), (NEW, 4)):
            case = self.case(name)
            case["requests"] = [
                {"principal": f"arn:aws:iam::{account}:{who}", "network": {"sourceIp": address}}
                for account, who, address, *_ in rows
            ]
            path = self.path("asked.json")
            path.write_text(json.dumps(case))
            ran = self.world.vestibule("decide", path, "--format", "json")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            outcomes = [decision["outcome"].capitalize() for decision in json.loads(ran.stdout)]
            for row, outcome in zip(rows, outcomes, strict=True):
                self.assertEqual(outcome, row[column], (name, row))

    def test_only_what_is_missing_is_asked_again(self):
        services = [call for call in self.later_calls if call[1] not in ("sts", "organizations")]
        self.assertEqual(
            sorted(services),
            [
                # The configuration of the organization is in its folder.
                (MANAGEMENT, "signin", "get-console-authorization-configuration"),
                (SITE, "signin", "get-resource-policy"),
            ],
        )
        refused = [call for call in self.later_calls if call[2] == "AssumeRole"]
        self.assertEqual(len(refused), len(ACCOUNTS))
        # The case file that is there is not replaced.
        before = self.path(f"{OLD}.json").read_bytes()
        again = self.world.run(OLD, "--account", *FLAGS[2:])
        self.assertEqual(again.returncode, 0, again.stdout)
        self.assertIn(f"{OLD}.json stays as it is", again.stdout)
        self.assertEqual(self.path(f"{OLD}.json").read_bytes(), before)
        self.assertEqual({call[1:] for call in self.world.calls}, {FREE})

    def test_a_folder_of_another_organization_is_not_gone_on_with(self):
        other = self.path("other")
        shutil.copytree(self.path(OLD, "organization"), other / "organization")
        answer = other / "organization" / "describe-organization.json"
        told = json.loads(answer.read_text())
        told["Organization"]["Id"] = "o-z9y8x7w6v5"
        answer.write_text(json.dumps(told, indent=4))
        found = self.world.run("other", *FLAGS)
        self.assertEqual(found.returncode, 1, found.stdout)
        self.assertIn("use another folder", found.stdout)
        self.assertEqual([path.name for path in other.iterdir()], ["organization"])
        shutil.rmtree(other)

    def test_the_script_ends_with_the_drift_in_words(self):
        self.assertEqual(self.second.returncode, self.drift.returncode, self.second.stdout)
        self.assertIn(self.drift.stdout.strip(), self.second.stdout)
        self.assertIn(OFFICES[1].removesuffix("0/24"), self.drift.stdout)
        self.assertIn("perimeter", self.drift.stdout)
        same = self.world.vestibule("diff", f"{OLD}.json", f"{OLD}.json")
        self.assertEqual(same.returncode, 0, same.stdout)

    def test_credentials_are_in_no_file_and_no_trace(self):
        secrets = {self.world.keys[1]}
        for account in ACCOUNTS:
            for role in sts_backends[account]["aws"].assumed_roles:
                secrets |= {role.secret_access_key, role.session_token}
        self.assertGreater(len(secrets), 2 * len(ACCOUNTS))
        texts = {path: path.read_text() for path in self.world.folder.rglob("*.*") if path.is_file()}
        texts |= {"the first run": self.first.stdout, "the second run": self.second.stdout}
        for where, text in texts.items():
            found = [secret for secret in secrets if secret in text]
            self.assertEqual(found, [], where)

    def test_a_cli_without_the_operations_is_told_and_the_rest_goes_on(self):
        # As an AWS CLI has it that is older than these operations.
        old = self.path("old-aws/signin/2023-01-01")
        shutil.copytree(self.path("aws/signin/2023-01-01"), old)
        model = PACKAGES / "awscli/botocore/data/signin/2023-01-01/service-2.json"
        model = json.loads(model.read_text())
        kept = {"CreateOAuth2Token": model["operations"]["CreateOAuth2Token"]}
        (old / "service-2.json").write_text(json.dumps({**model, "operations": kept}))
        ran = self.world.run(
            "alone",
            "--account",
            *FLAGS[2:],
            "--credential-report",
            variables={"AWS_DATA_PATH": str(self.path("old-aws"))},
        )
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("this AWS CLI has no `aws signin get-resource-policy`: update it", ran.stdout)
        self.assertIn("answers that are missing: 2", ran.stdout)
        case = self.case("alone")
        self.assertEqual(case["account"]["id"], MANAGEMENT)
        self.assertEqual(
            case["policies"]["resourceBased"], {"unknown": "aws signin get-resource-policy"}
        )
        services = {service for _, service, _ in self.world.calls}
        self.assertEqual(services, {"sts", "iam", "ec2"})
        report = self.path("alone", MANAGEMENT, "credential-report.csv").read_text()
        self.assertIn(f"arn:aws:iam::{MANAGEMENT}:user/collector", report)
        self.assertIn("aws iam get-credential-report (users and roles: 1)", ran.stdout)

    def test_profiles_are_accounts_of_their_own(self):
        config = self.path("config")
        names = ("first one", "it's")
        config.write_text("".join(f"[profile {name}]\nregion = us-east-1\n" for name in names))
        credentials = self.path("credentials")
        pairs = zip(names, [self.world.keys, self.world.keys])
        credentials.write_text(
            "".join(
                f"[{name}]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n"
                for name, (key, secret) in pairs
            )
        )
        self.addCleanup(credentials.unlink)
        flags = [flag for name in names for flag in ("--profile", name)]
        variables = {"AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": str(credentials)}
        # What the environment says is of somebody else.
        variables |= {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE"}
        ran = self.world.run(
            "profiles", "--account", *FLAGS[2:], *flags, variables=variables
        )
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertEqual({account for account, *_ in self.world.calls}, {MANAGEMENT})
        self.assertEqual([path.name for path in self.path("profiles").iterdir()], [MANAGEMENT])

    def test_the_page_shows_what_is_printed(self):
        page = PAGE.read_text()
        for command, output in self.blocks:
            shown = f"```console\n$ {command}\n{output}\n```"
            pattern = re.compile(rf"```console\n\$ {re.escape(command)}(?:\n.*?)??\n```", re.DOTALL)
            if os.environ.get("VESTIBULE_WRITE_DOCS"):
                page = pattern.sub(lambda _, shown=shown: shown, page)
                PAGE.write_text(page)
            self.assertEqual(pattern.findall(page), [shown])
        # And the flags are those of the tests.
        self.assertIn(f"$ vestibule collect {' '.join(FLAGS)} > collect.sh", page)
        self.assertEqual(page.count("```console"), len(self.blocks) + 2)


if __name__ == "__main__":
    unittest.main()
