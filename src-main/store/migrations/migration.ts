/** One step of the store's schema. Once released it is never changed: a later step mends it. */
export interface Migration { readonly name: string; readonly sql: string }
