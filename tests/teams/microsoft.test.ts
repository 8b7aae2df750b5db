import { describe, expect, it } from 'vitest'
import { erMicrosoft } from '../../src/teams/microsoft.ts'

describe('Microsofts egne adresser', () => {
  it.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/no/',
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/emea/0e000000-0000-4000-8000-00000000000a/',
    'https://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net',
    'https://SMBA.trafficmanager.net/emea/',
    'https://canary.botapi.teams.microsoft.com/emea/',
  ])('er %s', adresse => expect(erMicrosoft(adresse)).toBe(true))

  it.each([
    '',
    ' ',
    'smba.trafficmanager.net/emea/',
    '//smba.trafficmanager.net/emea/',
    'http://smba.trafficmanager.net/emea/',
    'HTTP://smba.trafficmanager.net/emea/',
    'ftp://smba.trafficmanager.net/emea/',
    'https:smba.trafficmanager.net/emea/',
    'https:///smba.trafficmanager.net/emea/',
    'https:\\\\smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.evil.example/emea/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net:passord@evil.example/',
    'https://evil.example@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net%40evil.example/',
    'https://smba.trafficmanager.net\\@evil.example/',
    'https://smba.trafficmanager.net#@evil.example/',
    'https://smba.trafficmanager.net?x=@evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example/#smba.trafficmanager.net',
    'https://evil.example/?https://smba.trafficmanager.net/',
    'https://evilsmba.trafficmanager.net/emea/',
    'https://annet.trafficmanager.net/emea/',
    'https://trafficmanager.net/emea/',
    'https://x.smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net./emea/',
    'https://smba.trafficmanager.net:443/emea/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://teams.microsoft.com.evil.example/',
    'https://evilteams.microsoft.com/',
    'https://evil-teams.microsoft.com/',
    'https://x.teams.microsoft.com.evil.example/',
    'https://x.teams.microsoft.com@evil.example/',
    'https://smbа.trafficmanager.net/emea/',
    'https://smba。trafficmanager。net/emea/',
    'https://smba.traffi\u00adcmanager.net/emea/',
    'https://smba.trafficmanager.net\n/emea/',
    'https://smba.traffic\tmanager.net/emea/',
    ' https://smba.trafficmanager.net/emea/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'https://169.254.169.254/metadata/',
    'https://localhost/',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('er ikke %j', adresse => expect(erMicrosoft(adresse)).toBe(false))

  it('er den samme verten også for den som sender', () => {
    for (const adresse of [
      'https://smba.trafficmanager.net/emea/../../x',
      'https://SMBA.trafficmanager.net/a//b',
      'https://smba.trafficmanager.net//evil.example/',
    ]) {
      expect(erMicrosoft(adresse)).toBe(true)
      expect(new URL(adresse).host).toBe('smba.trafficmanager.net')
    }
  })
})
