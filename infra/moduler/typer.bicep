// The settings that a municipality may choose, as src/config.ts reads them. All are text, as environment variables are.
// A setting that is added there and has no place here fails tests/infra/bicep.test.ts.

@export()
type Valg = {
  ALDERSGRENSE: string?
  HELSE_KO_MINUTTER: string?
  INNSPILL_DAGER_FOR: string?
  INNSPILL_KLOKKE: string?
  KALENDER_POSTKASSE: string?
  KANALVAKT: ('av' | 'pa')?
  KONTAKTPUNKT: ('avdelingsleder' | 'resepsjon')?
  LAGRINGSDAGER: string?
  LEDER_ETTER_DAGER: string?
  LOGGNIVA: ('debug' | 'info' | 'warn' | 'error' | 'silent')?
  @description('Mappen i bildet, som motetyper.')
  MOTETYPER_MAPPE: string?
  OVERDRAGELSE_DAGER: string?
  PAMINNELSE_KLOKKE: string?
  PLANNER_PLAN: string?
  REFERATFILER: ('av' | 'pa')?
  SKJEMA: ('dialog' | 'i-kortet')?
  STILLE_TID: string?
  TAKT_PER_SEKUND: string?
  TEAMEIERE: ('av' | 'graph')?
  @description('Andre tenanter som får delta, med komma mellom. Kommunens egen er alltid med.')
  TILLATTE_TENANTER: string?
  UTEN_KANALKORT: string?
  VED_FJERNING: ('behold' | 'slett')?
}
