/** A member of the group behind a team, as Entra knows them. */
export type Gruppemedlem = {
  oid: string
  navn: string
  /** Their title, where the app may read it; otherwise empty. */
  stilling: string
  eier: boolean
}

/** What the bot's own roster does not tell, implemented in graph/: who owns a team, and what people are. */
export type Teamgruppe = {
  /** Whether the person (Entra object id) owns the group. Rejects with KunneIkkeLevere when Graph gave no answer. */
  erTeameier(gruppe: string, oid: string): Promise<boolean>
  /** All members of the group, owners marked. Rejects with KunneIkkeLevere. */
  medlemmer(gruppe: string): Promise<Gruppemedlem[]>
}
