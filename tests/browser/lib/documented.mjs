// AWS's examples as the Sign-In user guide has them ("Controlling console access with
// resource-based policies and resource control policies"), and as editions of it print them.

const HEAD = '{\n  "Version": "2012-10-17",\t\t \t \t \n  "Statement": [\n';
const END = "\n  ]\n}\n";
const AFTER = '"signin:CreateOAuth2Token", "signin:AuthorizeOAuth2Access"';

const perimeter = (sid, actions, key) => `    {
      "Sid": "${sid}",
      "Effect": "Deny",
      "Principal": "*",
      "Action": [${actions}],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": {
          "${key}": [
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::444455556666:root",
            "arn:aws:iam::777788889999:user/EmergencyUser",
            "arn:aws:iam::777788889999:role/OrgBreakGlassRole"
          ]
        },
        "NotIpAddressIfExists": {
          "aws:SourceIp": "<my-corporate-cidr>"
        },
        "StringNotEquals": {
          "aws:SourceVpc": "<my-vpc>"
        }
      }
    }`;

const PRE = perimeter("EnforceNetworkPerimeterPreAuth", '"signin:Authenticate"', "signin:PrincipalArn");
const POST = perimeter("EnforceNetworkPerimeterPostAuth", AFTER, "aws:PrincipalArn");

const REGION = `    {
      "Sid": "EnforceSourceVPCRegion",
      "Effect": "Deny",
      "Principal": "*",
      "Action": [
        "signin:Authenticate",
        "signin:CreateOAuth2Token",
        "signin:AuthorizeOAuth2Access"
      ],
      "Resource": "*",
      "Condition": {
        "StringEquals": {
          "aws:SourceVpc": "<my-vpc>"
        },
        "StringNotEqualsIfExists": {
          "aws:RequestedRegion": "<my-vpc-region>"
        }
      }
    }`;

const excluding = (actions, key) => `    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": [${actions}],
      "Resource": "*",
      "Condition": {
        "ArnNotEquals": {
          "${key}": "<excluded-principal-arn>"
        },
        "NotIpAddress": {
          "aws:SourceIp": "<my-corporate-cidr>"
        },
        "StringEquals": {
          "aws:ResourceAccount": "<my-aws-account-id>"
        }
      }
    }`;

const TWO = [excluding('"signin:Authenticate"', "signin:PrincipalArn"), excluding(AFTER, "aws:PrincipalArn")];

/** Example 1, the resource control policy. */
export const EXAMPLE_1 = HEAD + [PRE, POST, REGION].join(",\n") + END;

/** Example 2, the resource-based policy. */
export const EXAMPLE_2 = HEAD + TWO.join(",\n") + END;

/** Example 2 with its list of statements closed behind the first. */
export const EXAMPLE_2_PRINTED = HEAD + TWO.join("],\n") + END;

/** `Condition` is closed behind its first operator. */
const closedEarly = (statement) => statement.replace('          ]\n        },\n', '          ]\n        }\n      },\n');
/** The brace that closed it is left out, so that the statement ends where it did. */
const balanced = (statement) => closedEarly(statement).replace("        }\n      }\n    }", "        }\n    }");

/** Example 1 with operators outside of `Condition`, in the ways in which that comes about. */
export const EXAMPLE_1_PRINTED = {
  "operators outside": HEAD + [balanced(PRE), balanced(POST), REGION].join(",\n") + END,
  "operators outside, and the list closed early": `${HEAD}${balanced(PRE)}],\n${balanced(POST)},\n${REGION}${END}`,
  "operators outside, and braces too many": HEAD + [closedEarly(PRE), closedEarly(POST), REGION].join(",\n") + END,
  "operators outside, braces too many, and the list closed early":
    `${HEAD}${closedEarly(PRE)}],\n${closedEarly(POST)},\n${REGION}${END}`,
};
