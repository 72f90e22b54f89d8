"""The commands of AWS's guide, pasted into a shell: they give the policy that the guide prints."""

import json

from emulator import ACCOUNT, EmulatorTest

BREAK_GLASS = "arn:aws:iam::123456789012:role/BreakGlassRole"

# The commands of the guide's steps 1 to 3, with its placeholders filled in.
VPC = """
aws signin put-resource-permission-statement \\
  --source-vpc {vpc} \\
  --requested-region us-west-2 \\
  --excluded-principal "arn:aws:iam::123456789012:user/EmergencyAdmin" \\
  --client-token unique-request-id-12345 \\
  --region us-east-1
"""
ADDRESSES = """
aws signin put-resource-permission-statement \\
  --source-ip "203.0.113.0/24" \\
  --excluded-principal "arn:aws:iam::123456789012:role/BreakGlassRole" \\
  --region us-east-1
"""
ENABLE = """
aws signin put-console-authorization-configuration \\
  --target-id {target} \\
  --region us-east-1
"""
VERIFY = """
aws signin get-console-authorization-configuration \\
  --target-id {target} \\
  --region {region}
"""
DISABLE = """
aws signin delete-console-authorization-configuration \\
  --target-id {target} \\
  --region us-east-1
"""
LIST = """
aws signin list-resource-permission-statements \\
  --max-results 50 \\
  --region {region}
"""
POLICY = """
aws signin get-resource-policy \\
  --region {region}
"""
EXAMPLE_2 = {
    "version": "2012-10-17",
    "statement": [
        {
            "effect": "Deny",
            "principal": {"AWS": "*"},
            "action": actions,
            "resource": "*",
            "condition": {
                "ArnNotEquals": {key: [BREAK_GLASS]},
                "NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]},
                "StringEquals": {"aws:ResourceAccount": ["123456789012"]},
            },
        }
        for actions, key in [
            (["signin:Authenticate"], "signin:PrincipalArn"),
            (["signin:CreateOAuth2Token", "signin:AuthorizeOAuth2Access"], "aws:PrincipalArn"),
        ]
    ],
}


class Guide(EmulatorTest):
    case = {
        "vestibule": 1,
        "account": {
            "id": "123456789012",
            "organization": {"id": "o-a1b2c3d4e5"},
            "identityCenter": False,
        },
        "policies": {},
        "requests": [],
    }

    def run_command(self, script, **filled):
        status, out, err = self.emulator.shell(script.format(**filled))
        self.assertEqual(status, 0, err)
        return json.loads(out)

    def test_the_steps_give_the_documented_policy(self):
        made = self.run_command(ADDRESSES)
        for target, scope in [("123456789012", "ACCOUNT"), ("o-a1b2c3d4e5", "ORGANIZATION")]:
            told = {"targetId": target, "scope": scope}
            on = {**told, "consoleAuthorizationEnabled": True}
            self.assertEqual(self.run_command(ENABLE, target=target), on)
            seen = self.run_command(VERIFY, target=target, region="eu-central-1")
            self.assertEqual(seen, on)
        listed = self.run_command(LIST, region="ap-northeast-1")["permissionStatements"]
        self.assertEqual([one["sid"] for one in listed], [made["statementId"]])
        policy = self.run_command(POLICY, region="ap-northeast-1")
        self.assertEqual(policy, {"signinResourceBasedPolicy": EXAMPLE_2})

        # Other commands take the state as a case file.
        state = str(self.emulator.state)
        status, out, err = self.emulator.vestibule("lockout", state, "--format", "json")
        self.assertEqual((status, err), (0, ""), out)
        self.assertEqual(json.loads(out)["verdict"], "none")
        map_of_state = json.loads(self.emulator.vestibule("map", state, "--format", "json")[1])
        outcomes = {region["outcome"] for region in map_of_state["chain"]}
        self.assertLessEqual({"allowed", "denied"}, outcomes)

        off = self.run_command(DISABLE, target="123456789012")
        self.assertIs(off["consoleAuthorizationEnabled"], False)

    def test_the_vpc_of_the_guide_is_none_by_the_model_of_aws(self):
        status, out, err = self.emulator.shell(VPC.format(vpc="vpc-0abc123def456789"))
        self.assertNotEqual(status, 0, out)
        self.assertIn("(ValidationException)", err)
        self.assertIn("8 or 17", err)
        made = self.run_command(VPC, vpc="vpc-0abc123def4567890")
        # The command is the same one with the same client token.
        self.assertEqual(self.run_command(VPC, vpc="vpc-0abc123def4567890"), made)
        policy = self.run_command(POLICY, region="us-west-2")["signinResourceBasedPolicy"]
        first = policy["statement"][0]
        self.assertEqual(first["action"], ["signin:Authenticate"])
        self.assertEqual(
            first["condition"],
            {
                "ArnNotEquals": {
                    "signin:PrincipalArn": ["arn:aws:iam::123456789012:user/EmergencyAdmin"]
                },
                "StringNotEquals": {"aws:SourceVpc": ["vpc-0abc123def4567890"]},
                "StringEquals": {"aws:ResourceAccount": ["123456789012"]},
            },
        )
        regions = [
            statement["condition"].get("StringNotEqualsIfExists") for statement in policy["statement"]
        ]
        self.assertIn({"aws:RequestedRegion": ["us-west-2"]}, regions)

    def test_another_account_is_no_target(self):
        status, _, err = self.emulator.shell(ENABLE.format(target=ACCOUNT))
        self.assertNotEqual(status, 0)
        self.assertIn("(ResourceNotFoundException)", err)
