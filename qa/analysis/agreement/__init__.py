"""What agrees with the persons of an article: titles, roles and their articles, predicates, pronouns, participles and adjectives."""
