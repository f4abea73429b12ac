/** The ARNs of one account and Region, as policies and answers name them. */
export interface IotArns {
  readonly thing: (name: string) => string;
  readonly thingType: (name: string) => string;
  readonly certificate: (id: string) => string;
  readonly policy: (name: string) => string;
  readonly rule: (name: string) => string;
  readonly roleAlias: (name: string) => string;
  readonly provisioningTemplate: (name: string) => string;
  readonly client: (clientId: string) => string;
  readonly topic: (topic: string) => string;
  readonly topicFilter: (filter: string) => string;
  /** The certificate id inside a certificate's ARN, or undefined for any other ARN. */
  readonly certificateIdOf: (arn: string) => string | undefined;
}

/** Names ARNs for `region` (`ap-southeast-1`) and `accountId` (12 digits). */
export function createArns({ region, accountId }: { region: string; accountId: string }): IotArns {
  const arn = (kind: string) => (name: string) => `arn:aws:iot:${region}:${accountId}:${kind}/${name}`;
  const certificatePrefix = arn('cert')('');
  return {
    thing: arn('thing'),
    thingType: arn('thingtype'),
    certificate: arn('cert'),
    policy: arn('policy'),
    rule: arn('rule'),
    roleAlias: arn('rolealias'),
    provisioningTemplate: arn('provisioningtemplate'),
    client: arn('client'),
    topic: arn('topic'),
    topicFilter: arn('topicfilter'),
    certificateIdOf: (text) =>
      text.startsWith(certificatePrefix) ? text.slice(certificatePrefix.length) : undefined,
  };
}
