/** What serves Teams in the public cloud. */
const VERTER = ['smba.trafficmanager.net']
const UNDER = ['.teams.microsoft.com']

/**
 * Is it one of Microsoft's own addresses for bots? The bot's token goes to whatever it sends to, so the name must be spelt out as
 * Microsoft does: https, no other port, no user name, nothing after the path.
 */
export function erMicrosoft(serviceUrl: string): boolean {
  const vert = /^https:\/\/([a-z0-9.-]+)(?:\/[\w./-]*)?$/i.exec(serviceUrl)?.[1]?.toLowerCase() ?? ''
  return VERTER.includes(vert) || UNDER.some(slutt => vert.endsWith(slutt))
}
