/** Returns a text in which cdktf and this package are replaced by those for CDK Terrain. */
export function forTerrain(text: string): string {
  return text
    .replace(/(\bfrom |\bimport\(|\brequire\()"cdktf"/g, '$1"cdktn"')
    .replaceAll("cdktf-port-forward-nlb", "cdktn-port-forward-nlb");
}
