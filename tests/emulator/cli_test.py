"""The real AWS CLI drives every operation, right and wrong."""

import pathlib

from emulator import ACCOUNT, EmulatorTest

HERE = pathlib.Path(__file__).parent
ALL = f"arn:aws:iam::{ACCOUNT}:*"
ALICE = f"arn:aws:signin:us-east-1:{ACCOUNT}:session/11111111-1111-4111-8111-111111111111"


class Cli(EmulatorTest):
    flags = ("--sessions", HERE / "sessions.json")

    def good(self, *arguments, **keywords):
        status, told, err = self.emulator.aws(*arguments, **keywords)
        self.assertEqual((status, err), (0, ""))
        return told

    def bad(self, error, *arguments, **keywords):
        status, told, err = self.emulator.aws(*arguments, **keywords)
        self.assertNotEqual(status, 0, told)
        self.assertIn(f"({error})", err)
        return err

    def test_consoles(self):
        self.bad("ResourceNotFoundException", "get-console-authorization-configuration")
        self.bad("ResourceNotFoundException", "delete-console-authorization-configuration")
        on = self.good("put-console-authorization-configuration")
        self.assertEqual(on["targetId"], ACCOUNT)
        self.bad(
            "ValidationException",
            "put-console-authorization-configuration",
            "--target-id",
            "r-ab12cdefghABCD",
        )
        err = self.bad(
            "ValidationException", "put-console-authorization-configuration", region="eu-west-1"
        )
        self.assertIn("--region us-east-1", err)
        self.assertEqual(
            self.good("get-console-authorization-configuration", region="eu-west-1"), on
        )

    def test_statements(self):
        self.bad("ResourceNotFoundException", "list-resource-permission-statements")
        self.bad("ResourceNotFoundException", "get-resource-policy")
        put = ("put-resource-permission-statement", "--source-ip", "203.0.113.0/24")
        made = self.good(*put)
        self.bad("ConflictException", *put)
        self.bad("ValidationException", "put-resource-permission-statement")
        pathed = f"arn:aws:iam::{ACCOUNT}:role/team/Admin"
        self.bad("ValidationException", *put, "--excluded-principal", pathed)
        self.good("put-resource-permission-statement", "--source-ip", "198.51.100.0/24")
        # The CLI follows the pages by itself.
        listed = self.good("list-resource-permission-statements", "--page-size", "1")
        self.assertEqual(len(listed["permissionStatements"]), 2)
        self.bad(
            "ValidationException", "list-resource-permission-statements", "--max-results", "101"
        )
        delete = ("delete-resource-permission-statement", "--statement-id")
        self.assertFalse(self.good(*delete, made["statementId"]))
        self.bad("ResourceNotFoundException", *delete, made["statementId"])
        self.bad("ValidationException", *delete, "short")
        policy = self.good("get-resource-policy")["signinResourceBasedPolicy"]
        self.assertEqual(len(policy["statement"]), 2)

    def test_sessions(self):
        self.emulator.give_model()
        listed = self.good("list-sessions", "--principal-arn", ALL)["items"]
        self.assertEqual(len(listed), 3)
        own = self.good("list-sessions")["items"]
        self.assertEqual([one["status"] for one in own], ["REVOKED"])
        self.bad("ValidationException", "list-sessions", "--principal-arn", f"{ALL}x")
        got = self.good("get-session", "--session-arn", ALICE, "--principal-arn", ALL)
        self.assertEqual(got["clientType"], "CLI")
        self.bad("ResourceNotFoundException", "get-session", "--session-arn", ALICE)
        told = self.good(
            "batch-revoke-sessions", "--session-arns", ALICE, "no", "--principal-arn", ALL
        )
        self.assertEqual(told["revokedSessions"], [{"sessionArn": ALICE}])
        self.assertEqual([one["sessionArn"] for one in told["errors"]], ["no"])
        self.bad("ValidationException", "batch-revoke-sessions", "--session-arns", *"123456")
