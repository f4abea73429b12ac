import { z } from 'zod';
import { IotError } from './iot-error.ts';

const Text = z.union([
  z.string(),
  z.strictObject({ Ref: z.string() }),
  z.strictObject({
    'Fn::Join': z.tuple([z.string(), z.array(z.union([z.string(), z.strictObject({ Ref: z.string() })]))]),
  }),
]);
type Text = z.infer<typeof Text>;

const certificateParameter = 'AWS::IoT::Certificate::Id';

const Thing = z.strictObject({
  Type: z.literal('AWS::IoT::Thing'),
  Properties: z.strictObject({ ThingName: Text, ThingTypeName: Text.optional() }),
  // What stands already is left as it is; a template that asks for anything else is refused.
  OverrideSettings: z.partialRecord(
    z.enum(['AttributePayload', 'ThingTypeName', 'ThingGroups']),
    z.literal('DO_NOTHING'),
  ),
});
const Certificate = z.strictObject({
  Type: z.literal('AWS::IoT::Certificate'),
  Properties: z.strictObject({
    CertificateId: z.strictObject({ Ref: z.literal(certificateParameter) }),
    Status: z.enum(['Active', 'Inactive']).default('Active'),
  }),
});
const Policy = z.strictObject({
  Type: z.literal('AWS::IoT::Policy'),
  Properties: z.strictObject({ PolicyName: Text }),
});
const Body = z.strictObject({
  Parameters: z.record(
    z.string(),
    z.strictObject({ Type: z.literal('String'), Default: z.string().optional() }),
  ),
  Resources: z.record(z.string(), z.discriminatedUnion('Type', [Thing, Certificate, Policy])),
});
export type TemplateBody = z.infer<typeof Body>;

/** What a template makes of one device's parameters. */
export interface ProvisioningPlan {
  readonly thing?: { readonly thingName: string; readonly thingTypeName?: string };
  readonly certificateStatus: 'ACTIVE' | 'INACTIVE';
  readonly policyNames: readonly string[];
}

/** Reads a template's body; throws InvalidRequestException naming what is wrong or not imitated. */
export function parseTemplateBody(text: string): TemplateBody {
  const result = Body.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new IotError('InvalidRequestException', `Template body: ${z.prettifyError(result.error)}`);
}

/** Fills a template in; throws InvalidRequestException for a parameter that is missing. */
export function planProvisioning(
  body: TemplateBody,
  given: Readonly<Record<string, string>>,
  certificateId: string,
): ProvisioningPlan {
  const parameter = (name: string): string => {
    const known = name === certificateParameter ? certificateId : own(given, name);
    const value = known ?? own(body.Parameters, name)?.Default;
    if (value === undefined)
      throw new IotError('InvalidRequestException', `The parameter ${name} is missing`);
    return value;
  };
  const textOf = (text: Text): string => {
    if (typeof text === 'string') return text;
    if ('Ref' in text) return parameter(text.Ref);
    const [separator, parts] = text['Fn::Join'];
    return parts.map(textOf).join(separator);
  };
  const resources = Object.values(body.Resources);
  const thing = resources.find((resource) => resource.Type === 'AWS::IoT::Thing')?.Properties;
  const certificate = resources.find((resource) => resource.Type === 'AWS::IoT::Certificate');
  const policies = resources.filter((resource) => resource.Type === 'AWS::IoT::Policy');
  const type = thing?.ThingTypeName === undefined ? {} : { thingTypeName: textOf(thing.ThingTypeName) };
  return {
    ...(thing && { thing: { thingName: textOf(thing.ThingName), ...type } }),
    certificateStatus: certificate?.Properties.Status === 'Inactive' ? 'INACTIVE' : 'ACTIVE',
    policyNames: policies.map(({ Properties }) => textOf(Properties.PolicyName)),
  };
}

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
