import type { Eksempel } from './eksempel.ts'

/** Every card as a person meets it, filled with invented cases. */
export async function eksempler(): Promise<Eksempel[]> {
  return [
    { navn: 'agenda', tittel: 'Saksliste', rolle: 'Alle i møtet', plass: 'kanal', kort: agenda() },
    { navn: 'meld-sak', tittel: 'Meld sak', rolle: 'Kontaktlærer', plass: 'dialog', kort: meldSak() },
  ]
}

function agenda() {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', style: 'heading', text: 'Innsatsteam · Fjordvik skole', wrap: true },
      { type: 'TextBlock', text: 'Tirsdag 14. oktober kl. 14.15–15.30', wrap: true, spacing: 'small' },
      {
        type: 'TextBlock',
        text: 'Meld saker innen fredag 10. oktober kl. 12.00',
        isSubtle: true,
        wrap: true,
        spacing: 'none',
      },
      ...[
        ['Sak 1 · K7F3', 'Skolefravær · 2 bidrag'],
        ['Sak 2 · P2M9', 'Læringsmiljø i klassen · ingen bidrag ennå'],
        ['Sak 3 · R5T1', 'Overgang til ungdomsskole · 1 bidrag'],
      ].map(([sak, linje], i) => ({
        type: 'ColumnSet',
        separator: true,
        spacing: i === 0 ? 'medium' : 'default',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            verticalContentAlignment: 'center',
            items: [
              { type: 'TextBlock', text: sak, weight: 'bolder', wrap: true },
              { type: 'TextBlock', text: linje, isSubtle: true, wrap: true, spacing: 'none' },
            ],
          },
          {
            type: 'Column',
            width: 'auto',
            verticalContentAlignment: 'center',
            items: [
              {
                type: 'ActionSet',
                actions: [{ type: 'Action.Execute', title: 'Bidra', verb: 'bidra', data: { sak } }],
              },
            ],
          },
        ],
      })),
      {
        type: 'Container',
        style: 'emphasis',
        spacing: 'medium',
        items: [
          {
            type: 'RichTextBlock',
            inlines: [
              { type: 'TextRun', text: '3 saker', weight: 'bolder' },
              { type: 'TextRun', text: ' · 25 av 75 minutter brukt\n' },
              { type: 'TextRun', text: '4 kommer, 1 kan ikke, 2 har ikke svart', isSubtle: true },
            ],
          },
          {
            type: 'ActionSet',
            spacing: 'small',
            actions: [
              { type: 'Action.Execute', title: 'Kommer', verb: 'svar', data: { svar: 'ja' } },
              { type: 'Action.Execute', title: 'Kan ikke', verb: 'svar', data: { svar: 'nei' } },
            ],
          },
        ],
      },
    ],
    actions: [
      {
        type: 'Action.Submit',
        title: 'Meld sak',
        style: 'positive',
        data: { msteams: { type: 'task/fetch' }, verb: 'meld-sak' },
      },
      { type: 'Action.Execute', title: 'Start møtet', verb: 'start' },
      { type: 'Action.Execute', title: 'Flytt', verb: 'flytt' },
      { type: 'Action.Execute', title: 'Deltakere', verb: 'deltakere' },
      { type: 'Action.Execute', title: 'Forrige referat', verb: 'referat' },
      { type: 'Action.Execute', title: 'Avlys', verb: 'avlys', style: 'destructive' },
    ],
  }
}

function meldSak() {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', style: 'heading', text: 'Meld sak til innsatsteamet', wrap: true },
      {
        type: 'TextBlock',
        text: 'Skriv aldri navn. Saken får en kode, og bare de som er invitert til saken, ser det du skriver.',
        wrap: true,
        isSubtle: true,
        spacing: 'small',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'type',
        label: 'Hva gjelder det?',
        isRequired: true,
        errorMessage: 'Velg hva saken gjelder.',
        value: 'fravaer',
        choices: [
          { title: 'Skolefravær', value: 'fravaer' },
          { title: 'Læringsmiljø i klassen', value: 'laeringsmiljo' },
        ],
      },
      {
        type: 'Input.ChoiceSet',
        id: 'hast',
        label: 'Hvor mye haster det?',
        style: 'expanded',
        wrap: true,
        value: 'neste',
        choices: [
          { title: 'Neste møte holder', value: 'neste' },
          { title: 'Vi bør snakke sammen før neste møte, gjerne på telefon', value: 'for' },
        ],
      },
      {
        type: 'Input.Text',
        id: 'beskrivelse',
        label: 'Hva ser dere, og hva har dere prøvd?',
        isMultiline: true,
        isRequired: true,
        maxLength: 1000,
        errorMessage: 'Skriv kort hva dere ser.',
        placeholder: 'Kort og uten navn',
      },
      { type: 'Input.Text', id: 'trinn', label: 'Trinn', placeholder: 'For eksempel 6. trinn' },
      { type: 'Input.Date', id: 'frist', label: 'Når bør det være avklart?', value: '2025-10-24' },
      {
        type: 'Input.Toggle',
        id: 'samtykke',
        label: 'Samtykke',
        title: 'Foresatte har samtykket til at saken tas opp i møtet',
        wrap: true,
        value: 'true',
      },
      {
        type: 'Input.Toggle',
        id: 'elev',
        label: 'Elevens stemme',
        title: 'Vi har snakket med eleven om dette',
        wrap: true,
      },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Send', style: 'positive', data: { verb: 'meld-sak' } },
      { type: 'Action.Submit', title: 'Avbryt', data: { verb: 'avbryt' }, associatedInputs: 'none' },
    ],
  }
}
