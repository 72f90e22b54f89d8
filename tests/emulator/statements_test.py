"""What `vestibule statements` prints for a policy, run by a shell with the real AWS CLI and by Python
with boto3: the service then has the statements and the policy that the command said."""

import json
import pathlib
import subprocess
import sys

from emulator import ACCOUNT, Emulator, EmulatorTest

CASES = pathlib.Path(__file__).parent.parent / "analysis"
EMPTY = {
    "vestibule": 1,
    "account": {"id": ACCOUNT, "consoleAuthorization": {"account": True}},
    "policies": {},
    "requests": [],
}

# Some parameters of each kind, with text that a shell or Python could take for more than text.
STATEMENTS = [
    {"sourceIp": "203.0.113.0/24", "excludedPrincipal": f"arn:aws:iam::{ACCOUNT}:role/BreakGlass"},
    {"sourceIp": "2001:db8::/32", "excludedPrincipal": f"arn:aws:iam::{ACCOUNT}:user/o=,.@-_+x"},
    {"sourceVpc": "vpc-0a1b2c3d4e5f60718", "requestedRegion": "us-west-2"},
    {
        "signinSourceVpce": "vpce-0a1b2c3d4e5f60718",
        "requestedRegion": "eu-central-1",
        "excludedPrincipal": f"arn:aws:iam::{ACCOUNT}:root",
    },
]


class Statements(EmulatorTest):
    def setUp(self):
        self.begin()

    def begin(self):
        """A service without statements."""
        self.emulator = Emulator(case=EMPTY)
        self.addCleanup(self.emulator.close)
        self.signin = self.emulator.client()

    def printed(self, form, statements):
        """What the command prints of a case file with these statements."""
        path = self.emulator.folder / "statements.json"
        path.write_text(json.dumps({**EMPTY, "policies": {"permissionStatements": statements}}))
        status, out, err = self.emulator.vestibule("statements", path, "--as", form)
        self.assertEqual(status, 0, err)
        # Several may be read in two ways, of which it warns.
        self.assertEqual("warning[several-statements]" in err, len(statements) > 1, err)
        return out

    def arrived(self, statements):
        """The service lists the statements, and its policy decides as the one that is printed."""
        listed = self.signin.list_resource_permission_statements()["permissionStatements"]
        self.assertEqual(len(listed), len(statements), listed)
        wanted = self.emulator.folder / "wanted.json"
        policy = json.loads(self.printed("policy", statements))
        wanted.write_text(json.dumps({**EMPTY, "policies": {"resourceBased": policy}}))
        status, out, err = self.emulator.vestibule("diff", self.emulator.state, wanted)
        self.assertEqual((status, err), (0, ""), out)

    def test_commands_make_the_statements_that_they_are_of(self):
        for statement in STATEMENTS:
            with self.subTest(statement):
                self.begin()
                status, _, err = self.emulator.shell(self.printed("commands", [statement]))
                self.assertEqual((status, err), (0, ""))
                self.arrived([statement])

    def test_a_script_for_boto3_makes_all_statements_at_once(self):
        script = self.printed("python", STATEMENTS)
        for _ in range(2):
            # The second run adds nothing: its client tokens are known.
            ran = subprocess.run(
                [sys.executable, "-c", script],
                env=self.emulator.environment,
                capture_output=True,
                text=True,
                timeout=120,
            )
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.arrived(STATEMENTS)

    def test_the_statements_of_a_list_are_made_again(self):
        self.emulator.shell(self.printed("commands", STATEMENTS[:2]))
        listed = self.signin.list_resource_permission_statements()
        listed.pop("ResponseMetadata")
        path = self.emulator.folder / "listed.json"
        path.write_text(json.dumps(listed, default=str))
        status, out, err = self.emulator.vestibule("statements", path, "--as", "commands")
        self.assertEqual(status, 0, err)
        self.begin()
        status, _, err = self.emulator.shell(out)
        self.assertEqual((status, err), (0, ""))
        self.arrived(STATEMENTS[:2])
