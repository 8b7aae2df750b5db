import { describe, expect, it } from 'vitest'
import { rommetFor } from '../../src/mote/rommet.ts'
import {
  type Farge,
  type Grunn,
  kanForlate,
  kunTjenesteMangler,
  type Lampegrunnlag,
  lampe,
} from '../../src/samtykke/lampe.ts'
import { OMFANG, type Samtykke } from '../../src/samtykke/samtykke.ts'
import { TJENESTER, type Tjeneste } from '../../src/tilgang/roller.ts'
import { etGrunnlag, etSamtykke, I_GAR, I_MORGEN, IDAG, JA } from './et-samtykke.ts'

/**
 * The lamp as a decision table. The ordinary situation is that of `etGrunnlag`: today is 21 November 2026; both parents have
 * said yes to the school and barnevernet, who are the ones in the room; the consent is for open discussion, was given on
 * 1 September and lasts until 30 June; the child is eleven; the case is opened. Each row says what is different, and then
 * the colour and every reason why it is not greener.
 */
type Avvik = Partial<Omit<Lampegrunnlag, 'samtykke' | 'aldersgrense'>> & {
  samtykke?: Partial<Samtykke> | 'ingen'
  /** Age limits other than 15. */
  grenser?: Partial<Record<Tjeneste | 'alle', number>>
}
type Rad = [situasjon: string, avvik: Avvik, farge: Farge, ...grunner: string[]]

const ALT_NEI = { skole: 'nei', bv: 'nei' } as const
const ALT_RESERVERT = { skole: 'reservert', bv: 'reservert' } as const
const ALT_IKKE_SPURT = { skole: 'ikke_spurt', bv: 'ikke_spurt' } as const
const MED_BUP = { ...JA, bup: 'ja' } as const
const ROM_MED_BUP: Tjeneste[] = ['skole', 'bv', 'bup']

const TABELL: Record<string, Rad[]> = {
  'Alt er i orden': [
    ['den vanlige situasjonen', {}, 'gronn'],
    ['én forelder alene har foreldreansvaret, og har sagt ja', { samtykke: { svar: [JA] } }, 'gronn'],
    ['bare skolen er i rommet', { tilstede: ['skole'] }, 'gronn'],
    ['bare barnevernet er i rommet', { tilstede: ['bv'] }, 'gronn'],
    [
      'alle tjenester er i rommet, og alle har ja',
      {
        samtykke: { svar: [Object.fromEntries(TJENESTER.map(t => [t, 'ja' as const]))] },
        tilstede: TJENESTER,
      },
      'gronn',
    ],
  ],

  'Foreldrenes svar': [
    ['samtykke er ikke registrert', { samtykke: 'ingen' }, 'gul', 'ikke_innhentet'],
    ['ingen foreldre står i samtykket', { samtykke: { svar: [] } }, 'gul', 'ikke_innhentet'],
    ['den eneste forelderen har ikke svart', { samtykke: { svar: [{}] } }, 'gul', 'ikke_innhentet'],
    [
      'begge er ført opp som ikke spurt',
      { samtykke: { svar: [ALT_IKKE_SPURT, {}] } },
      'gul',
      'ikke_innhentet',
    ],
    ['den ene ja, den andre er ikke nevnt', { samtykke: { svar: [JA, {}] } }, 'gul', 'ikke_innhentet'],
    ['den ene er ikke nevnt, den andre ja', { samtykke: { svar: [{}, JA] } }, 'gul', 'ikke_innhentet'],
    [
      'den ene ja, den andre ikke spurt',
      { samtykke: { svar: [JA, ALT_IKKE_SPURT] } },
      'gul',
      'ikke_innhentet',
    ],
    ['den ene ja, den andre nei til alt', { samtykke: { svar: [JA, ALT_NEI] } }, 'gul', 'avslatt'],
    ['den ene nei til alt, den andre ja', { samtykke: { svar: [ALT_NEI, JA] } }, 'gul', 'avslatt'],
    [
      'den ene ja, den andre reservert mot alt',
      { samtykke: { svar: [JA, ALT_RESERVERT] } },
      'gul',
      'avslatt',
    ],
    [
      'den ene reservert mot alt, den andre ja',
      { samtykke: { svar: [ALT_RESERVERT, JA] } },
      'gul',
      'avslatt',
    ],
    ['den ene nei, den andre ikke spurt', { samtykke: { svar: [ALT_NEI, {}] } }, 'gul', 'avslatt'],
    ['begge nei til alt', { samtykke: { svar: [ALT_NEI, ALT_NEI] } }, 'gul', 'avslatt'],
    ['begge reservert mot alt', { samtykke: { svar: [ALT_RESERVERT, ALT_RESERVERT] } }, 'gul', 'avslatt'],
    ['forelderen som er alene, har sagt nei', { samtykke: { svar: [ALT_NEI] } }, 'gul', 'avslatt'],
    [
      'de har sagt ja til hver sin tjeneste, og ingen til samme',
      { samtykke: { svar: [{ skole: 'ja' }, { bv: 'ja' }] } },
      'gul',
      'ikke_innhentet',
    ],
    [
      'begge ja til en tjeneste som ikke er her, og ikke spurt om de andre',
      { samtykke: { svar: [{ ppt: 'ja' }, { ppt: 'ja' }] } },
      'gul',
      'uten ja: skole, bv',
    ],
  ],

  'Foreldrene er uenige om barnevernet, og enige om skolen': [
    ['ja og nei', { samtykke: { svar: [JA, { ...JA, bv: 'nei' }] } }, 'gul', 'uten ja: bv'],
    ['nei og ja', { samtykke: { svar: [{ ...JA, bv: 'nei' }, JA] } }, 'gul', 'uten ja: bv'],
    ['ja og reservert', { samtykke: { svar: [JA, { ...JA, bv: 'reservert' }] } }, 'gul', 'uten ja: bv'],
    ['reservert og ja', { samtykke: { svar: [{ ...JA, bv: 'reservert' }, JA] } }, 'gul', 'uten ja: bv'],
    ['ja og ikke spurt', { samtykke: { svar: [JA, { ...JA, bv: 'ikke_spurt' }] } }, 'gul', 'uten ja: bv'],
    ['ikke spurt og ja', { samtykke: { svar: [{ ...JA, bv: 'ikke_spurt' }, JA] } }, 'gul', 'uten ja: bv'],
    ['ja og ikke nevnt', { samtykke: { svar: [JA, { skole: 'ja' }] } }, 'gul', 'uten ja: bv'],
    ['ikke nevnt og ja', { samtykke: { svar: [{ skole: 'ja' }, JA] } }, 'gul', 'uten ja: bv'],
    [
      'nei og reservert',
      {
        samtykke: {
          svar: [
            { ...JA, bv: 'nei' },
            { ...JA, bv: 'reservert' },
          ],
        },
      },
      'gul',
      'uten ja: bv',
    ],
    [
      'ja og nei, men barnevernet er ikke her',
      { samtykke: { svar: [JA, { ...JA, bv: 'nei' }] }, tilstede: ['skole'] },
      'gronn',
    ],
  ],

  'Samtykket er trukket': [
    ['helt', { samtykke: { trukket: true } }, 'gul', 'trukket'],
    ['helt, og det er også utløpt', { samtykke: { trukket: true, gyldigTil: I_GAR } }, 'gul', 'trukket'],
    [
      'helt, og de hadde sagt nei til alt',
      { samtykke: { trukket: true, svar: [ALT_NEI] } },
      'gul',
      'trukket',
    ],
    ['helt, og ungdommen sier ja', { samtykke: { trukket: true, ungdom: 'ja' } }, 'gul', 'trukket'],
    ['helt, med ja til å drøfte alt', { samtykke: { trukket: true, omfang: [...OMFANG] } }, 'gul', 'trukket'],
    ['for barnevernet, som er her', { samtykke: { trukketFor: ['bv'] } }, 'gul', 'uten ja: bv'],
    ['for barnevernet, som ikke er her', { samtykke: { trukketFor: ['bv'] }, tilstede: ['skole'] }, 'gronn'],
    ['for en tjeneste som aldri har vært her', { samtykke: { trukketFor: ['ppt'] } }, 'gronn'],
    ['for begge tjenestene, én etter én', { samtykke: { trukketFor: ['bv', 'skole'] } }, 'gul', 'trukket'],
    [
      'for tjenesten de hadde sagt ja til, og nei til resten',
      { samtykke: { svar: [{ skole: 'nei', bv: 'ja' }], trukketFor: ['bv'] } },
      'gul',
      'trukket',
    ],
  ],

  Gyldighet: [
    ['i går var siste dag', { samtykke: { gyldigTil: I_GAR } }, 'gul', 'utlopt'],
    ['i dag er siste dag', { samtykke: { gyldigTil: IDAG } }, 'gronn'],
    ['i morgen er siste dag', { samtykke: { gyldigTil: I_MORGEN } }, 'gronn'],
    ['gitt i går', { samtykke: { dato: I_GAR } }, 'gronn'],
    ['gitt i dag', { samtykke: { dato: IDAG } }, 'gronn'],
    ['gitt i dag, og bare for i dag', { samtykke: { dato: IDAG, gyldigTil: IDAG } }, 'gronn'],
    ['gitt fra i morgen', { samtykke: { dato: I_MORGEN } }, 'gul', 'ikke_innhentet'],
    [
      'gitt fra i morgen og utløpt i går',
      { samtykke: { dato: I_MORGEN, gyldigTil: I_GAR } },
      'gul',
      'ikke_innhentet',
    ],
    [
      'foreldrene sa nei, og det er utløpt',
      { samtykke: { svar: [ALT_NEI], gyldigTil: I_GAR } },
      'gul',
      'avslatt',
    ],
    [
      'siste dag er nyttårsaften, som er i dag',
      { samtykke: { gyldigTil: '2026-12-31' }, idag: '2026-12-31' },
      'gronn',
    ],
    [
      'siste dag var nyttårsaften',
      { samtykke: { gyldigTil: '2026-12-31' }, idag: '2027-01-01' },
      'gul',
      'utlopt',
    ],
    [
      'siste dag er skuddårsdagen, som er i dag',
      { samtykke: { gyldigTil: '2028-02-29' }, idag: '2028-02-29' },
      'gronn',
    ],
    [
      'siste dag var dagen før skuddårsdagen',
      { samtykke: { gyldigTil: '2028-02-28' }, idag: '2028-02-29' },
      'gul',
      'utlopt',
    ],
    ['siste dag er skoleårets siste', { idag: '2027-06-30' }, 'gronn'],
    ['skoleåret sluttet i går', { idag: '2027-07-01' }, 'gul', 'utlopt'],
  ],

  'Hva samtykket gjelder': [
    ['ingenting', { samtykke: { omfang: [] } }, 'gul', 'omfang'],
    [
      'bare samarbeidsmøte, og dette er innsatsteam',
      { samtykke: { omfang: ['samarbeidsmote'] } },
      'gul',
      'omfang',
    ],
    [
      'alt annet enn åpen drøfting i innsatsteam',
      { samtykke: { omfang: OMFANG.filter(o => o !== 'drofte_apent') } },
      'gul',
      'omfang',
    ],
    ['alt', { samtykke: { omfang: [...OMFANG] } }, 'gronn'],
    ['bare innsatsteam, og dette er et samarbeidsmøte', { formal: 'samarbeidsmote' }, 'gul', 'omfang'],
    [
      'samarbeidsmøte, og dette er det',
      { formal: 'samarbeidsmote', samtykke: { omfang: ['samarbeidsmote'] } },
      'gronn',
    ],
    [
      'bare avsluttende møte, og dette er innsatsteam',
      { samtykke: { omfang: [], avsluttende: 'ja' } },
      'gul',
      'omfang',
    ],
  ],

  'Unntatte temaer': [
    ['saken gjelder temaet foreldrene har unntatt', { samtykke: { unntatt: ['atferd'] } }, 'gul', 'tema'],
    ['ett av flere unntatte', { samtykke: { unntatt: ['fritid', 'atferd'] } }, 'gul', 'tema'],
    ['et annet tema er unntatt', { samtykke: { unntatt: ['okonomi_bolig'] } }, 'gronn'],
    [
      'saken gjelder «annet», som er unntatt',
      { sakstype: 'annet', samtykke: { unntatt: ['annet'] } },
      'gul',
      'tema',
    ],
    ['ingen vet hva saken gjelder, og ingenting er unntatt', { sakstype: undefined }, 'gronn'],
    [
      'ingen vet hva saken gjelder, og noe er unntatt',
      { sakstype: undefined, samtykke: { unntatt: ['okonomi_bolig'] } },
      'gul',
      'tema',
    ],
  ],

  'Tjenestene i rommet': [
    ['BUP er her, og ingen er spurt om BUP', { tilstede: ROM_MED_BUP }, 'gul', 'uten ja: bup'],
    [
      'BUP er her, og begge har sagt nei til BUP',
      { tilstede: ROM_MED_BUP, samtykke: { svar: [JA, JA].map(s => ({ ...s, bup: 'nei' })) } },
      'gul',
      'uten ja: bup',
    ],
    [
      'BUP er her, og begge har reservert seg',
      { tilstede: ROM_MED_BUP, samtykke: { svar: [JA, JA].map(s => ({ ...s, bup: 'reservert' })) } },
      'gul',
      'uten ja: bup',
    ],
    [
      'BUP er her, og bare den ene har sagt ja',
      { tilstede: ROM_MED_BUP, samtykke: { svar: [MED_BUP, JA] } },
      'gul',
      'uten ja: bup',
    ],
    [
      'BUP er her, og begge har sagt ja',
      { tilstede: ROM_MED_BUP, samtykke: { svar: [MED_BUP, MED_BUP] } },
      'gronn',
    ],
    [
      'BUP har nei og har forlatt rommet',
      {
        tilstede: rommetFor({ tjenester: ROM_MED_BUP, andre: [] }, 'bup').tjenester,
        samtykke: { svar: [JA, JA].map(s => ({ ...s, bup: 'nei' })) },
      },
      'gronn',
    ],
    [
      'BUP har forlatt rommet, men PPT er her uten ja',
      { tilstede: rommetFor({ tjenester: [...ROM_MED_BUP, 'ppt'], andre: [] }, 'bup').tjenester },
      'gul',
      'uten ja: ppt',
    ],
    [
      'flere tjenester uten ja',
      { tilstede: ['fritidsklubb', 'skole', 'bup', 'bv', 'ppt'] },
      'gul',
      'uten ja: fritidsklubb, bup, ppt',
    ],
    ['bare en tjeneste uten ja er her', { tilstede: ['bup'] }, 'gul', 'uten ja: bup'],
    [
      'skolen selv har ikke ja',
      { samtykke: { svar: [{ bv: 'ja' }, { bv: 'ja' }] } },
      'gul',
      'uten ja: skole',
    ],
    ['ingen er i rommet', { tilstede: [] }, 'gul', 'tomt rom'],
  ],

  'Andre i rommet': [
    [
      'tolk er her, og foreldrene har sagt ja til tolk',
      { andre: ['tolk'], samtykke: { andre: ['tolk'] } },
      'gronn',
    ],
    ['tolk er her uten ja', { andre: ['tolk'] }, 'gul', 'ikke dekket: tolk'],
    ['kontaktlærer er her uten ja', { andre: ['kontaktlarer'] }, 'gul', 'ikke dekket: kontaktlarer'],
    ['AKS er her uten ja', { andre: ['aks'] }, 'gul', 'ikke dekket: aks'],
    ['en gjest er her uten ja', { andre: ['gjest'] }, 'gul', 'ikke dekket: gjest'],
    [
      'kontaktlærer har ja, gjesten ikke',
      { andre: ['kontaktlarer', 'gjest'], samtykke: { andre: ['kontaktlarer', 'tolk'] } },
      'gul',
      'ikke dekket: gjest',
    ],
    ['tolk har ja og er ikke her', { samtykke: { andre: ['tolk'] } }, 'gronn'],
    [
      'alle slag er her, og alle har ja',
      {
        andre: ['kontaktlarer', 'aks', 'tolk', 'gjest'],
        samtykke: { andre: ['gjest', 'tolk', 'aks', 'kontaktlarer'] },
      },
      'gronn',
    ],
    [
      'bare en gjest med ja er her, og ingen tjeneste',
      { tilstede: [], andre: ['gjest'], samtykke: { andre: ['gjest'] } },
      'gul',
      'tomt rom',
    ],
  ],

  'Barnets eget svar, under 15 år': [
    ['ikke spurt', { samtykke: { ungdom: 'ikke_spurt' } }, 'gronn'],
    ['ja', { samtykke: { ungdom: 'ja' } }, 'gronn'],
    ['nei: barnet blir hørt i alle aldre', { samtykke: { ungdom: 'nei' } }, 'gul', 'ungdom'],
    [
      'ikke spurt, dagen før måneden det fyller 15',
      { samtykke: { fodselsmaned: '2011-12' }, idag: '2026-11-30' },
      'gronn',
    ],
    [
      'ikke spurt, nyttårsaften før måneden det fyller 15',
      { samtykke: { fodselsmaned: '2012-01' }, idag: '2026-12-31' },
      'gronn',
    ],
  ],

  'Barnets eget svar, fra 15 år': [
    [
      'ikke spurt, den første i måneden',
      { samtykke: { fodselsmaned: '2011-12' }, idag: '2026-12-01' },
      'gul',
      'ungdom',
    ],
    [
      'ikke spurt, den siste i måneden',
      { samtykke: { fodselsmaned: '2011-12' }, idag: '2026-12-31' },
      'gul',
      'ungdom',
    ],
    [
      'ikke spurt, den første i måneden, ved et årsskifte',
      { samtykke: { fodselsmaned: '2012-01' }, idag: '2027-01-01' },
      'gul',
      'ungdom',
    ],
    [
      'ikke spurt, født i februar i et skuddår',
      { samtykke: { fodselsmaned: '2012-02' }, idag: '2027-02-01' },
      'gul',
      'ungdom',
    ],
    ['ikke spurt, 17 år', { samtykke: { fodselsmaned: '2009-06' } }, 'gul', 'ungdom'],
    [
      'ja, den første i måneden',
      { samtykke: { fodselsmaned: '2011-12', ungdom: 'ja' }, idag: '2026-12-01' },
      'gronn',
    ],
    ['nei, 15 år', { samtykke: { fodselsmaned: '2011-11', ungdom: 'nei' } }, 'gul', 'ungdom'],
    ['ja, 17 år', { samtykke: { fodselsmaned: '2009-06', ungdom: 'ja' } }, 'gronn'],
    [
      'ja, men foreldrene har sagt nei',
      { samtykke: { fodselsmaned: '2009-06', ungdom: 'ja', svar: [ALT_NEI] } },
      'gul',
      'avslatt',
    ],
  ],

  'Barnets eget svar, når fødselsmåneden ikke er kjent': [
    ['ikke spurt', { samtykke: { fodselsmaned: '' } }, 'gul', 'ungdom'],
    ['ikke spurt, og måneden finnes ikke', { samtykke: { fodselsmaned: '2015-13' } }, 'gul', 'ungdom'],
    ['ja', { samtykke: { fodselsmaned: '', ungdom: 'ja' } }, 'gronn'],
    ['nei', { samtykke: { fodselsmaned: '', ungdom: 'nei' } }, 'gul', 'ungdom'],
  ],

  'Barnets eget svar, når BUP har aldersgrense 16 og de andre 15': [
    [
      'barnet er 15, og bare BUP er her',
      {
        samtykke: { fodselsmaned: '2011-11', svar: [MED_BUP] },
        tilstede: ['bup'],
        grenser: { alle: 15, bup: 16 },
      },
      'gronn',
    ],
    [
      'barnet er 15, og skolen er her sammen med BUP',
      {
        samtykke: { fodselsmaned: '2011-11', svar: [MED_BUP] },
        tilstede: ['bup', 'skole'],
        grenser: { alle: 15, bup: 16 },
      },
      'gul',
      'ungdom',
    ],
    [
      'barnet er 16, og bare BUP er her',
      {
        samtykke: { fodselsmaned: '2010-11', svar: [MED_BUP] },
        tilstede: ['bup'],
        grenser: { alle: 15, bup: 16 },
      },
      'gul',
      'ungdom',
    ],
  ],

  'Barnets eget svar, når de andre har aldersgrense 16 og BUP 15': [
    [
      'barnet er 15, og BUP er her',
      {
        samtykke: { fodselsmaned: '2011-11', svar: [MED_BUP] },
        tilstede: ROM_MED_BUP,
        grenser: { alle: 16, bup: 15 },
      },
      'gul',
      'ungdom',
    ],
    [
      'barnet er 15, og BUP er ikke her',
      { samtykke: { fodselsmaned: '2011-11', svar: [MED_BUP] }, grenser: { alle: 16, bup: 15 } },
      'gronn',
    ],
    [
      'barnet er 15 og har sagt ja, og BUP er her',
      {
        samtykke: { fodselsmaned: '2011-11', ungdom: 'ja', svar: [MED_BUP] },
        tilstede: ROM_MED_BUP,
        grenser: { alle: 16, bup: 15 },
      },
      'gronn',
    ],
    [
      'barnet er 16, og BUP er ikke her',
      { samtykke: { fodselsmaned: '2010-11', svar: [MED_BUP] }, grenser: { alle: 16, bup: 15 } },
      'gul',
      'ungdom',
    ],
  ],

  'Særlig vern: drøftes ikke her': [
    ['fortrolig adresse, og alt annet er i orden', { vern: 'adresse' }, 'rod', 'adresse'],
    ['vold, før barnevernet har snakket med familien', { vern: 'vold' }, 'rod', 'vold'],
    ['fortrolig adresse uten samtykke', { vern: 'adresse', samtykke: 'ingen' }, 'rod', 'adresse'],
    ['vold, og saken er ikke åpnet', { vern: 'vold', apen: false }, 'rod', 'vold'],
    [
      'fortrolig adresse, og samtykket er trukket',
      { vern: 'adresse', samtykke: { trukket: true } },
      'rod',
      'adresse',
    ],
    [
      'vold, i et avsluttende møte det er sagt ja til',
      { vern: 'vold', formal: 'avsluttende', samtykke: { avsluttende: 'ja' } },
      'rod',
      'vold',
    ],
  ],

  'Ingen har åpnet saken': [
    ['og alt annet er i orden', { apen: false }, 'gul', 'ikke-apnet'],
    ['og samtykke mangler', { apen: false, samtykke: 'ingen' }, 'gul', 'ikke-apnet', 'ikke_innhentet'],
    [
      'og samtykket er utløpt',
      { apen: false, samtykke: { gyldigTil: I_GAR } },
      'gul',
      'ikke-apnet',
      'utlopt',
    ],
    ['og BUP er her uten ja', { apen: false, tilstede: ROM_MED_BUP }, 'gul', 'ikke-apnet', 'uten ja: bup'],
  ],

  'Avsluttende møte, med eget ja': [
    ['samtykket står ellers', { formal: 'avsluttende', samtykke: { avsluttende: 'ja' } }, 'gronn'],
    ['resten er trukket', { formal: 'avsluttende', samtykke: { avsluttende: 'ja', trukket: true } }, 'gronn'],
    [
      'resten er avslått',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', svar: [ALT_NEI, ALT_NEI] } },
      'gronn',
    ],
    [
      'foreldrene er ellers uenige',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', svar: [JA, ALT_NEI] } },
      'gronn',
    ],
    [
      'ingen er spurt om resten',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', svar: [{}, {}] } },
      'gronn',
    ],
    [
      'omfanget er ellers tomt',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', omfang: [] } },
      'gronn',
    ],
    [
      'i går var siste dag',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', gyldigTil: I_GAR } },
      'gul',
      'utlopt',
    ],
    [
      'i dag er siste dag',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', gyldigTil: IDAG } },
      'gronn',
    ],
    [
      'gitt fra i morgen',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', dato: I_MORGEN } },
      'gul',
      'ikke_innhentet',
    ],
    [
      'ingen har åpnet saken',
      { formal: 'avsluttende', apen: false, samtykke: { avsluttende: 'ja' } },
      'gul',
      'ikke-apnet',
    ],
    [
      'temaet er unntatt',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', unntatt: ['atferd'] } },
      'gul',
      'tema',
    ],
    [
      'helsesykepleieren er her: ja-et gjelder skolen og barnevernet',
      {
        formal: 'avsluttende',
        tilstede: ['skole', 'bv', 'skolehelse'],
        samtykke: { avsluttende: 'ja', svar: [{ ...JA, skolehelse: 'ja' }] },
      },
      'gul',
      'uten ja: skolehelse',
    ],
    [
      'rommet er tomt',
      { formal: 'avsluttende', tilstede: [], samtykke: { avsluttende: 'ja' } },
      'gul',
      'tomt rom',
    ],
    [
      'tolk er her med ja',
      { formal: 'avsluttende', andre: ['tolk'], samtykke: { avsluttende: 'ja', andre: ['tolk'] } },
      'gronn',
    ],
    [
      'tolk er her uten ja',
      { formal: 'avsluttende', andre: ['tolk'], samtykke: { avsluttende: 'ja' } },
      'gul',
      'ikke dekket: tolk',
    ],
    [
      'tolk er her, og ja-et til tolk er trukket med resten',
      {
        formal: 'avsluttende',
        andre: ['tolk'],
        samtykke: { avsluttende: 'ja', andre: ['tolk'], trukket: true },
      },
      'gul',
      'ikke dekket: tolk',
    ],
    [
      'ungdommen på 15 er ikke spurt',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', fodselsmaned: '2011-11' } },
      'gul',
      'ungdom',
    ],
    [
      'ungdommen på 15 har sagt ja, og resten er trukket',
      {
        formal: 'avsluttende',
        samtykke: { avsluttende: 'ja', fodselsmaned: '2011-11', ungdom: 'ja', trukket: true },
      },
      'gronn',
    ],
    [
      'ungdommen har sagt nei',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', ungdom: 'nei', trukket: true } },
      'gul',
      'ungdom',
    ],
  ],

  'Avsluttende møte, uten eget ja': [
    ['samtykke er ikke registrert', { formal: 'avsluttende', samtykke: 'ingen' }, 'gul', 'ikke_innhentet'],
    ['ikke spurt, selv om resten er gitt', { formal: 'avsluttende' }, 'gul', 'ikke_innhentet'],
    [
      'nei, selv om resten er gitt',
      { formal: 'avsluttende', samtykke: { avsluttende: 'nei' } },
      'gul',
      'avslatt',
    ],
    [
      'ikke spurt, og resten er trukket',
      { formal: 'avsluttende', samtykke: { trukket: true } },
      'gul',
      'ikke_innhentet',
    ],
    [
      'nei, og resten er trukket',
      { formal: 'avsluttende', samtykke: { avsluttende: 'nei', trukket: true } },
      'gul',
      'avslatt',
    ],
    [
      'nei, og resten er avslått',
      { formal: 'avsluttende', samtykke: { avsluttende: 'nei', svar: [ALT_NEI] } },
      'gul',
      'avslatt',
    ],
    [
      'ikke spurt, med alt annet omfang',
      { formal: 'avsluttende', samtykke: { omfang: [...OMFANG] } },
      'gul',
      'ikke_innhentet',
    ],
  ],

  'Et ja til det avsluttende møtet gjelder ikke andre møter': [
    ['resten er trukket', { samtykke: { avsluttende: 'ja', trukket: true } }, 'gul', 'trukket'],
    [
      'barnevernet og skolen er trukket hver for seg',
      { formal: 'avsluttende', samtykke: { avsluttende: 'ja', trukketFor: ['skole', 'bv'] } },
      'gronn',
    ],
    ['resten er avslått', { samtykke: { avsluttende: 'ja', svar: [ALT_NEI] } }, 'gul', 'avslatt'],
    ['ingen er spurt om resten', { samtykke: { avsluttende: 'ja', svar: [{}] } }, 'gul', 'ikke_innhentet'],
    [
      'et nei til det avsluttende møtet stenger heller ikke andre',
      { samtykke: { avsluttende: 'nei' } },
      'gronn',
    ],
  ],

  'Flere grunner på én gang': [
    [
      'ikke åpnet, feil omfang, unntatt tema, tjeneste og gjest uten ja, og ungdom som ikke er spurt',
      {
        apen: false,
        samtykke: { omfang: ['invitere'], unntatt: ['atferd'], fodselsmaned: '2010-01' },
        tilstede: ROM_MED_BUP,
        andre: ['gjest', 'tolk'],
      },
      'gul',
      'ikke-apnet',
      'omfang',
      'tema',
      'uten ja: bup',
      'ikke dekket: gjest, tolk',
      'ungdom',
    ],
    [
      'når samtykket ikke står, er det grunnen, og ikke resten av det',
      {
        samtykke: { gyldigTil: I_GAR, omfang: [], unntatt: ['atferd'], ungdom: 'nei' },
        tilstede: ROM_MED_BUP,
        andre: ['gjest'],
      },
      'gul',
      'utlopt',
    ],
  ],
}

function situasjon({ samtykke, grenser = {}, ...resten }: Avvik): Lampegrunnlag {
  return etGrunnlag({
    samtykke: samtykke === 'ingen' ? undefined : etSamtykke(samtykke),
    aldersgrense: tjeneste => grenser[tjeneste] ?? grenser.alle ?? 15,
    ...resten,
  })
}

function grunntekst(grunn: Grunn): string {
  if (grunn.kode === 'andre') return `ikke dekket: ${grunn.andre.join(', ')}`
  if (grunn.kode !== 'tjenester') return grunn.kode
  return grunn.tjenester.length === 0 ? 'tomt rom' : `uten ja: ${grunn.tjenester.join(', ')}`
}

describe.each(Object.entries(TABELL))('%s', (_, rader) => {
  it.each(rader)('%s', (_, avvik, farge, ...grunner) => {
    const lys = lampe(situasjon(avvik))
    expect({ ...lys, grunner: lys.grunner.map(grunntekst) }).toEqual({ farge, grunner })
  })
})

it('ingen situasjon i tabellen er beskrevet to ganger', () => {
  const alle = Object.entries(TABELL).flatMap(([del, rader]) => rader.map(([tekst]) => `${del}: ${tekst}`))
  expect(new Set(alle).size).toBe(alle.length)
})

describe('hvert møte trenger sitt eget omfang', () => {
  const par = OMFANG.flatMap(formal => OMFANG.map(omfang => [formal, omfang] as const))
  it.each(par)('til %s med ja til %s', (formal, omfang) => {
    const { farge } = lampe(situasjon({ formal, samtykke: { omfang: [omfang] } }))
    expect(farge).toBe(formal === omfang ? 'gronn' : 'gul')
  })
})

describe('hvem som kan forlate rommet', () => {
  it.each<[string, Avvik, Tjeneste[]]>([
    ['ingen når lampa er grønn', {}, []],
    ['tjenesten uten ja, når det er alt som mangler', { tilstede: ROM_MED_BUP }, ['bup']],
    ['alle uten ja', { tilstede: ['ppt', 'skole', 'bup'] }, ['ppt', 'bup']],
    ['ingen når saken heller ikke er åpnet', { tilstede: ROM_MED_BUP, apen: false }, []],
    ['ingen når samtykket er trukket', { tilstede: ROM_MED_BUP, samtykke: { trukket: true } }, []],
    ['ingen når en gjest også mangler ja', { tilstede: ROM_MED_BUP, andre: ['gjest'] }, []],
    ['ingen når ungdommen også må spørres', { tilstede: ROM_MED_BUP, samtykke: { ungdom: 'nei' } }, []],
    ['ingen når rommet er tomt', { tilstede: [] }, []],
    ['ingen når lampa er rød', { tilstede: ROM_MED_BUP, vern: 'adresse' }, []],
  ])('%s', (_, avvik, ventet) => {
    expect(kanForlate(lampe(situasjon(avvik)))).toEqual(ventet)
  })
})

describe('om saken kan gjøres åpen', () => {
  it.each<[string, Avvik, boolean]>([
    ['når alt er i orden', {}, true],
    ['når bare en tjeneste mangler ja', { tilstede: ROM_MED_BUP }, true],
    ['ikke uten samtykke', { samtykke: 'ingen' }, false],
    ['ikke når det er utløpt', { samtykke: { gyldigTil: I_GAR } }, false],
    ['ikke når det er trukket', { samtykke: { trukket: true } }, false],
    ['ikke når det gjelder noe annet', { samtykke: { omfang: [] } }, false],
    ['ikke når temaet er unntatt', { samtykke: { unntatt: ['atferd'] } }, false],
    ['ikke når ungdommen ikke er spurt', { samtykke: { fodselsmaned: '2010-01' } }, false],
    ['ikke når en gjest mangler ja', { andre: ['gjest'] }, false],
    ['ikke når barnet har fortrolig adresse', { vern: 'adresse' }, false],
    ['ikke når det gjelder vold', { vern: 'vold' }, false],
  ])('%s', (_, avvik, ventet) => {
    expect(kunTjenesteMangler(lampe(situasjon(avvik)))).toBe(ventet)
  })
})
