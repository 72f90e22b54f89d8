"""`--guard`: what a write would do is answered before it is done."""

import json

from emulator import ACCOUNT, EmulatorTest

BREAK_GLASS = f"arn:aws:iam::{ACCOUNT}:user/BreakGlass"
OFFICE = "203.0.113.0/24"


class Guarded(EmulatorTest):
    flags = ("--guard",)
    case = {
        "vestibule": 1,
        "account": {"id": ACCOUNT},
        "policies": {},
        "networks": [{"name": "office", "sourceIp": [OFFICE]}],
        "guarantees": [
            {
                "name": "break-glass gets in from anywhere",
                "principals": [BREAK_GLASS],
                "from": "anywhere",
                "outcome": "allowed",
            }
        ],
        "requests": [],
    }

    def test_a_write_that_locks_out_is_refused(self):
        put = self.signin.put_resource_permission_statement
        enable = self.signin.put_console_authorization_configuration
        # Nothing is enforced yet, so no guarantee is broken.
        unsafe = put(sourceIp=OFFICE)["statementId"]
        before = self.emulator.state.read_bytes()
        message = self.refused("AccessDeniedException", 400, enable)
        self.assertIn("break-glass gets in from anywhere", message)
        self.assertIn(BREAK_GLASS, message)
        self.assertIn("signin:Authenticate", message)
        self.assertEqual(self.emulator.state.read_bytes(), before)
        self.signin.delete_resource_permission_statement(statementId=unsafe)
        put(sourceIp=OFFICE, excludedPrincipal=BREAK_GLASS)
        self.assertIs(enable()["consoleAuthorizationEnabled"], True)
        effect = self.emulator.entries()[-1]["effect"]
        self.assertIn("allowed before and denied now", effect)
        # A second statement without the exclusion takes it away again.
        self.refused("AccessDeniedException", 400, put, sourceIp="198.51.100.0/24")
        status, out, _ = self.emulator.vestibule(
            "prove", str(self.emulator.state), "--format", "json"
        )
        self.assertEqual((status, json.loads(out)[0]["verdict"]), (0, "holds"))


class WithoutGuarantees(EmulatorTest):
    flags = ("--guard",)
    # Roles of IAM Identity Center have no way in past any statement about networks.
    case = {
        "vestibule": 1,
        "account": {"id": ACCOUNT, "identityCenter": False},
        "policies": {},
        "requests": [],
    }

    def test_nobody_is_left_without_a_way_in(self):
        put = self.signin.put_resource_permission_statement
        self.signin.put_console_authorization_configuration()
        put(sourceIp=OFFICE)
        # Two statements for two offices leave nobody a network that both let in.
        message = self.refused("AccessDeniedException", 400, put, sourceIp="198.51.100.0/24")
        self.assertIn("no way in", message)
