interface Attribute {
  readonly Key?: string;
  readonly Value?: string;
}

/** Returns an object with a boolean attribute, or an empty object if the attribute isn't boolean or couldn't be read. */
export function toggled<Name extends string>(
  prop: Name,
  attributes: readonly Attribute[] | undefined,
  key: string,
): Partial<Record<Name, boolean>> {
  const value = attributes?.find(({ Key }) => Key === key)?.Value;
  const on: Partial<Record<string, boolean>> = { true: true, false: false };
  return value !== undefined && value in on ? ({ [prop]: on[value] } as Record<Name, boolean>) : {};
}
