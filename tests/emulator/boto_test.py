"""boto3 drives every operation, right and wrong."""

import json
import pathlib
import time

import botocore.exceptions

from emulator import ACCOUNT, Emulator, EmulatorTest

HERE = pathlib.Path(__file__).parent
ALL = f"arn:aws:iam::{ACCOUNT}:*"
ORGANIZATION = {
    "vestibule": 1,
    "account": {"organization": {"id": "o-a1b2c3d4e5", "path": ["r-ab12cdefgh"]}},
    "policies": {},
    "requests": [],
}


class Consoles(EmulatorTest):
    case = ORGANIZATION

    def test_on_and_off(self):
        put = self.signin.put_console_authorization_configuration
        get = self.signin.get_console_authorization_configuration
        delete = self.signin.delete_console_authorization_configuration
        for target in (ACCOUNT, "o-a1b2c3d4e5", "r-ab12cdefgh"):
            self.refused("ResourceNotFoundException", 404, get, targetId=target)
            self.refused("ResourceNotFoundException", 404, delete, targetId=target)
            for call, is_on in [(put, True), (put, True), (get, True), (delete, False), (get, False)]:
                told = call(targetId=target)
                self.assertEqual(told["targetId"], target)
                self.assertIs(told["consoleAuthorizationEnabled"], is_on)
        for target in ("999999999999", "o-zzzzzzzzzz"):
            self.refused("ResourceNotFoundException", 404, put, targetId=target)
        for target in ("r-ab12", "o-A1B2C3D4E5", "11112222333a", "1" * 33):
            if len(target) < 12:
                # boto3 itself knows the least length.
                with self.assertRaises(botocore.exceptions.ParamValidationError):
                    put(targetId=target)
            else:
                self.refused("ValidationException", 400, put, targetId=target)

    def test_the_case_file_follows(self):
        def authorization():
            return json.loads(self.emulator.state.read_text())["case"]["account"][
                "consoleAuthorization"
            ]

        self.assertEqual(authorization(), {"account": False, "organization": False})
        self.signin.put_console_authorization_configuration(targetId="o-a1b2c3d4e5")
        self.assertEqual(authorization(), {"account": False, "organization": True})
        self.signin.put_console_authorization_configuration()
        self.signin.delete_console_authorization_configuration(targetId="o-a1b2c3d4e5")
        self.assertEqual(authorization(), {"account": True, "organization": False})

    def test_regions(self):
        elsewhere = self.emulator.client("eu-west-1")
        writes = [
            (elsewhere.put_console_authorization_configuration, {}),
            (elsewhere.delete_console_authorization_configuration, {}),
            (elsewhere.put_resource_permission_statement, {"sourceIp": "203.0.113.0/24"}),
            (elsewhere.delete_resource_permission_statement, {"statementId": "A" * 64}),
        ]
        for call, parameters in writes:
            message = self.refused("ValidationException", 400, call, **parameters)
            self.assertIn("us-east-1", message)
        self.signin.put_resource_permission_statement(sourceIp="203.0.113.0/24")
        self.assertTrue(elsewhere.get_resource_policy()["signinResourceBasedPolicy"])


class Statements(EmulatorTest):
    def put(self, **parameters):
        return self.signin.put_resource_permission_statement(**parameters)["statementId"]

    def sids(self, **parameters):
        told = self.signin.list_resource_permission_statements(**parameters)
        return [one["sid"] for one in told["permissionStatements"]]

    def test_parameters(self):
        put = self.signin.put_resource_permission_statement
        good = [
            {"sourceIp": "203.0.113.0/24"},
            {"sourceIp": "2001:db8::/32", "excludedPrincipal": f"arn:aws:iam::{ACCOUNT}:root"},
            {"sourceVpc": "vpc-0a1b2c3d", "requestedRegion": "us-gov-west-1"},
            {
                "signinSourceVpce": "vpce-0123456789abcdef0",
                "consoleSourceVpce": "vpce-0123456789abcdef1",
                "requestedRegion": "eu-west-1",
            },
            {
                "sourceVpc": "vpc-0a1b2c3d4e5f60718",
                "vpcSourceIp": "10.0.0.0/8",
                "requestedRegion": "eu-west-1",
                "excludedPrincipal": "arn:aws-cn:iam::111122223333:user/a",
                "clientToken": "!~",
            },
            {
                "sourceIp": "198.51.100.7",
                "excludedPrincipal": f"arn:aws:sts::{ACCOUNT}:federated-user/bob",
            },
        ]
        made = [put(**parameters)["statementId"] for parameters in good]
        self.assertEqual(len(set(made)), len(good))
        for statement_id in made:
            self.assertRegex(statement_id, r"^[A-Za-z0-9+/]{64}=?$")
        self.assertEqual(self.sids(), made)
        network = {"sourceIp": "203.0.113.0/24"}
        bad = [
            {},
            {"excludedPrincipal": f"arn:aws:iam::{ACCOUNT}:root"},
            {"sourceIp": "203.0.113.0/33"},
            {"sourceIp": "203.0.113.0/24,198.51.100.0/24"},
            {"sourceIp": "2001:db8::5/64"},
            {"sourceVpc": "vpc-0a1b2c3d"},
            {"sourceVpc": "vpc-0abc123def456789", "requestedRegion": "us-west-2"},
            {"sourceVpc": "VPC-0a1b2c3d", "requestedRegion": "us-west-2"},
            {"signinSourceVpce": "vpce-1", "requestedRegion": "us-west-2"},
            {"consoleSourceVpce": "vpce-0a1b2c3d"},
            {**network, "requestedRegion": "Oregon"},
            {**network, "clientToken": "two words"},
            {**network, "clientToken": "t" * 65},
            *(
                {**network, "excludedPrincipal": principal}
                for principal in (
                    f"arn:aws:iam::{ACCOUNT}:role/aws-reserved/sso.amazonaws.com/"
                    "AWSReservedSSO_Admin_0123456789abcdef",
                    f"arn:aws:iam::{ACCOUNT}:user/team/alice",
                    f"arn:aws:iam::{ACCOUNT}:role/*",
                    f"arn:aws:sts::{ACCOUNT}:assumed-role/Admin/me",
                    f"arn:aws:iam::{ACCOUNT}:role/{'r' * 65}",
                )
            ),
        ]
        for parameters in bad:
            with self.subTest(parameters):
                self.refused("ValidationException", 400, put, **parameters)
        self.assertEqual(self.sids(), made)

    def test_client_tokens(self):
        put, delete = (
            self.signin.put_resource_permission_statement,
            self.signin.delete_resource_permission_statement,
        )
        first = self.put(sourceIp="203.0.113.0/24", clientToken="one")
        self.assertEqual(self.put(sourceIp="203.0.113.0/24", clientToken="one"), first)
        self.assertEqual(self.sids(), [first])
        self.refused("ConflictException", 409, put, sourceIp="198.51.100.0/24", clientToken="one")
        self.refused("ConflictException", 409, put, sourceIp="203.0.113.0/24", clientToken="two")
        second = self.put(sourceIp="198.51.100.0/24", clientToken="two")
        delete(statementId=first, clientToken="three")
        delete(statementId=first, clientToken="three")
        self.refused(
            "ValidationException", 400, delete, statementId=second, clientToken="three"
        )
        self.refused("ResourceNotFoundException", 404, delete, statementId=first, clientToken="4")
        self.assertEqual(self.sids(), [second])
        # The token of a statement that is deleted is still known, and makes none anew.
        self.assertEqual(self.put(sourceIp="203.0.113.0/24", clientToken="one"), first)
        self.assertEqual(self.sids(), [second])

    def test_nothing_and_nothing_left(self):
        lists = self.signin.list_resource_permission_statements
        policy = self.signin.get_resource_policy
        self.refused("ResourceNotFoundException", 404, lists)
        self.refused("ResourceNotFoundException", 404, policy)
        made = self.put(sourceIp="203.0.113.0/24")
        self.signin.delete_resource_permission_statement(statementId=made)
        self.assertEqual(self.sids(), [])
        self.refused("ResourceNotFoundException", 404, policy)

    def test_pages(self):
        made = [self.put(sourceIp=f"203.0.113.{host}") for host in range(7)]
        first = self.signin.list_resource_permission_statements(maxResults=3)
        token = first["nextToken"]
        self.assertRegex(token, r"^[-a-zA-Z0-9+=/_]+$")
        self.signin.delete_resource_permission_statement(statementId=made[2])
        self.assertEqual(self.sids(maxResults=3, nextToken=token), made[3:6])
        paginator = self.signin.get_paginator("list_resource_permission_statements")
        pages = paginator.paginate(PaginationConfig={"PageSize": 2})
        sids = [one["sid"] for page in pages for one in page["permissionStatements"]]
        self.assertEqual(sids, made[:2] + made[3:])
        for wrong in ("AAAA", "no token"):
            self.refused(
                "ValidationException",
                400,
                self.signin.list_resource_permission_statements,
                nextToken=wrong,
            )

    def test_a_list_tells_the_conditions(self):
        self.put(sourceIp="203.0.113.0/24", excludedPrincipal=f"arn:aws:iam::{ACCOUNT}:root")
        [one] = self.signin.list_resource_permission_statements()["permissionStatements"]
        self.assertEqual(one["condition"]["NotIpAddress"], {"aws:SourceIp": ["203.0.113.0/24"]})

    def test_the_state_outlives_the_emulator(self):
        made = self.put(sourceIp="203.0.113.0/24", clientToken="one")
        self.signin.put_console_authorization_configuration()
        self.emulator.end()
        again = Emulator(folder=self.emulator.folder)
        self.addCleanup(again.close)
        self.signin = again.client()
        self.assertEqual(self.sids(), [made])
        self.assertEqual(self.put(sourceIp="203.0.113.0/24", clientToken="one"), made)
        told = self.signin.get_console_authorization_configuration()
        self.assertIs(told["consoleAuthorizationEnabled"], True)

    def test_the_log_has_requests_and_no_credentials(self):
        made = self.put(sourceIp="203.0.113.0/24")
        self.refused(
            "ValidationException",
            400,
            self.signin.put_resource_permission_statement,
            sourceVpc="vpc-0a1b2c3d",
        )
        good, bad = self.emulator.entries()
        self.assertEqual(good["operation"], "PutResourcePermissionStatement")
        self.assertEqual(good["region"], "us-east-1")
        self.assertEqual(good["parameters"]["sourceIp"], "203.0.113.0/24")
        self.assertEqual((good["status"], good["statementId"]), (200, made))
        self.assertEqual((bad["status"], bad["error"]), (400, "ValidationException"))
        written = self.emulator.log.read_text() + self.emulator.state.read_text()
        for secret in ("AKIA", "wJalr", "Signature"):
            self.assertNotIn(secret, written)


class Sessions(EmulatorTest):
    flags = ("--sessions", HERE / "sessions.json", "--caller", f"arn:aws:iam::{ACCOUNT}:user/alice")

    def arns(self, **filters):
        told = self.signin.list_sessions(**filters)
        return [item["sessionArn"].rpartition("/")[2][0] for item in told["items"]]

    def test_lists(self):
        self.assertEqual(self.arns(), ["1"])
        self.assertEqual(self.arns(principalArn=ALL), ["1", "2", "3"])
        self.assertEqual(self.arns(principalArn="arn:aws:iam::999999999999:*"), [])
        self.assertEqual(self.arns(principalArn=f"arn:aws:iam::{ACCOUNT}:role/Admin"), ["2"])
        self.assertEqual(self.arns(principalArn=ALL, status="REVOKED"), ["3"])
        self.assertEqual(
            self.arns(principalArn=ALL, clientId="arn:aws:signin:::devtools/same-device"), ["1"]
        )
        between = {"issuedAfter": 1795910000, "issuedBefore": 1795920000}
        self.assertEqual(self.arns(principalArn=ALL, **between), ["2"])
        pages = self.signin.get_paginator("list_sessions").paginate(
            principalArn=ALL, PaginationConfig={"PageSize": 1}
        )
        self.assertEqual([len(page["items"]) for page in pages], [1, 1, 1])
        for wrong in ({"status": "ENDED"}, {"principalArn": "arn:aws:iam::1:user/a"}):
            self.refused("ValidationException", 400, self.signin.list_sessions, **wrong)

    def test_revoke(self):
        listed = self.signin.list_sessions(principalArn=ALL)["items"]
        alice, admin, root = [item["sessionArn"] for item in listed]
        get, revoke = self.signin.get_session, self.signin.batch_revoke_sessions
        self.assertEqual(get(sessionArn=alice)["status"], "ACTIVE")
        self.refused("ResourceNotFoundException", 404, get, sessionArn=admin)
        told = revoke(sessionArns=[alice, admin], reason="left")
        self.assertEqual([one["sessionArn"] for one in told["revokedSessions"]], [alice])
        self.assertEqual([one["sessionArn"] for one in told["errors"]], [admin])
        self.assertEqual(get(sessionArn=alice)["status"], "REVOKED")
        # One that is revoked already is revoked again.
        told = revoke(sessionArns=[alice, root], principalArn=ALL)
        self.assertEqual(told["errors"], [])
        self.refused("ValidationException", 400, revoke, sessionArns=[alice] * 6)
        self.refused("ValidationException", 400, revoke, sessionArns=[alice], reason="r" * 257)


class Bounds(EmulatorTest):
    flags = ("--max-statements", "2", "--max-requests", "1000", "--replication-delay", "2")

    def test_quota(self):
        put = self.signin.put_resource_permission_statement
        made = [put(sourceIp=f"203.0.113.{host}")["statementId"] for host in (1, 2)]
        self.refused("ServiceQuotaExceededException", 402, put, sourceIp="203.0.113.3")
        self.signin.delete_resource_permission_statement(statementId=made[0])
        self.assertTrue(put(sourceIp="203.0.113.3")["statementId"])

    def test_replication(self):
        elsewhere = self.emulator.client("ap-southeast-2")
        self.signin.put_resource_permission_statement(sourceIp="203.0.113.0/24")
        self.assertTrue(self.signin.get_resource_policy()["signinResourceBasedPolicy"])
        self.refused("ResourceNotFoundException", 404, elsewhere.get_resource_policy)
        for _ in range(40):
            try:
                seen = elsewhere.get_resource_policy()
                break
            except elsewhere.exceptions.ResourceNotFoundException:
                time.sleep(0.25)
        self.assertEqual(
            seen["signinResourceBasedPolicy"],
            self.signin.get_resource_policy()["signinResourceBasedPolicy"],
        )


class Rate(EmulatorTest):
    flags = ("--max-requests", "1")

    def test_too_many(self):
        def ask():
            try:
                self.signin.list_sessions()
                return "answered"
            except self.signin.exceptions.ClientError as error:
                return error.response["Error"]["Code"]

        self.assertEqual({ask() for _ in range(20)}, {"answered", "TooManyRequestsError"})


class NotEmulated(EmulatorTest):
    def test_operations_on_tokens(self):
        message = self.refused(
            "UnknownOperationException",
            404,
            self.signin.create_oauth2_token_with_iam,
            grantType="client_credentials",
            resource="aws-mcp.amazonaws.com",
        )
        self.assertIn("not emulated", message)
