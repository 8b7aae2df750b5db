/** What the bot writes outside of Teams: a calendar and a plan that others may read too. */
export const kalender = {
  mote: 'Møte',
  emne: (hva: string, skole: string) => (skole === '' ? hva : `${hva}, ${skole}`),
  tekst: 'Agendaen ligger i Teams, hos Skolestøtte.',
  stedetStarITeams: 'Stedet står i agendaen i Teams',
  bliMed: 'Bli med i møtet',
}

export const planner = { tittel: (ref: string) => `Oppfølging ${ref}` }
