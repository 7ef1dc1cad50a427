/// A country with its names; both teams sell in all of them.
struct Region: Sendable {
  /// ISO 3166-1 alpha-2.
  let country: String
  /// BCP 47.
  let language: String
  /// The beginning of phone numbers.
  let dialling: String
  /// How many of a hundred leads live there.
  let share: Int
  let firstNames: [String]
  let lastNames: [String]
  let cities: [String]
  /// What follows a company's name.
  let legalForms: [String]

  private init(
    _ country: String, _ language: String, _ dialling: String, share: Int, first: String, last: String, cities: String,
    forms: String
  ) {
    self.country = country
    self.language = language
    self.dialling = dialling
    self.share = share
    firstNames = first.split(separator: " ").map(String.init)
    lastNames = last.split(separator: " ").map(String.init)
    self.cities = cities.split(separator: ",").map(String.init)
    legalForms = forms.split(separator: ",").map(String.init)
  }

  static let shares = all.map(\.share)

  static let all: [Region] = [
    Region(
      "DE", "de", "+49 30", share: 27,
      first:
        "Jürgen Anna Björn Claudia Dörte Emil Friederike Günther Hannelore Ingo Jörg Käthe Lukas Mareike Nils Oskar Petra "
        + "Quirin Rüdiger Sabine Tobias Ulrike Volker Wiebke Yannick Zoë Bärbel Götz Heike Kerstin Matthias Sönke Thea Uwe",
      last:
        "Müller Schmidt Schäfer Krüger Köhler König Böhm Groß Weiß Jäger Möller Schröder Günther Vögele Brandt Hoffmann "
        + "Lehmann Winkler Kühn Pohl Engel Arnold Ziegler Sommer Straßer Haußmann Löwe Bäcker Fuchs Kaiser Vogt Dörr",
      cities: "Berlin,Köln,München,Düsseldorf,Nürnberg,Lübeck,Göttingen,Leipzig", forms: "GmbH,AG,KG,GmbH & Co. KG"),
    Region(
      "AT", "de", "+43 1", share: 6,
      first:
        "Alois Barbara Clemens Doris Elfriede Florian Gertraud Herwig Ilse Johann Katharina Leopold Magdalena Veit",
      last:
        "Gruber Huber Pichler Steiner Moser Hofer Leitner Eder Wögerer Grünbaum Höller Kröpfl Lackner Sailer Rössler",
      cities: "Wien,Graz,Linz,Klagenfurt", forms: "GmbH,AG,OG"),
    Region(
      "DK", "da", "+45 33", share: 9,
      first:
        "Søren Astrid Bjørn Charlotte Dorthe Esben Freja Gorm Hanne Ida Jørgen Kåre Lærke Mads Niels Ole Pernille Rasmus "
        + "Sidsel Thøger Ulla Vibeke Ærø Østen",
      last:
        "Nielsen Jensen Sørensen Jørgensen Kjærsgaard Østergaard Bæk Krogh Møller Lund Holm Skov Frøslev Ravn Ågård Thygesen "
        + "Bruun Dahl Vestergård Højgaard",
      cities: "København,Århus,Odense,Helsingør,Rønne", forms: "A/S,ApS"),
    Region(
      "SE", "sv", "+46 8", share: 7,
      first:
        "Åsa Björk Cecilia Dag Ebba Fredrik Göran Håkan Inger Jonas Kerstin Linnéa Märta Nils-Erik Örjan Pär Ragnhild Sigrid "
        + "Torbjörn Ulf Viktor Ylva",
      last:
        "Andersson Lindström Sjöberg Åkesson Bergström Öberg Håkansson Nyström Söderlund Ekström Lindqvist Wallén Hedlund "
        + "Forsberg Gråberg Rosén",
      cities: "Stockholm,Göteborg,Malmö,Västerås,Linköping", forms: "AB"),
    Region(
      "NO", "nb", "+47 22", share: 5,
      first:
        "Øyvind Åse Bjarne Dagny Eirik Frøya Guro Håvard Ingeborg Jorunn Kjetil Liv Magne Nora Odd Pål Ragnar Solveig",
      last: "Hansen Ødegård Bråten Haugen Sæther Bakke Næss Moen Lie Solberg Tveit Hølås Fjeld Grønli Rønning Strøm",
      cities: "Oslo,Bergen,Tromsø,Ålesund", forms: "AS,ASA"),
    Region(
      "FR", "fr", "+33 1", share: 12,
      first:
        "Amélie Benoît Chloé Désirée Étienne François Gaëlle Hélène Inès Jérôme Katell Loïc Maël Noémie Océane Pénélope "
        + "Quentin Rémi Solène Théo Ursule Valérie Wilfried Yves Zélie",
      last:
        "Lefèvre Dubois Bérenger Château Desprès Évrard Fournier Gagné Hébert Jaurès Lévêque Mercier Noël Pélissier Renée "
        + "Sénéchal Thévenet Vérité Béranger Crépin Dufrêne Garçon",
      cities: "Paris,Orléans,Besançon,Saint-Étienne,Nîmes,Lyon", forms: "SARL,SA,SAS"),
    Region(
      "ES", "es", "+34 91", share: 7,
      first:
        "Álvaro Begoña Concepción Íñigo Jesús José Lucía María Nuño Óscar Rocío Sofía Úrsula Víctor Ximena Zoraida Elías",
      last:
        "García Núñez Muñoz Ibáñez López Pérez Gómez Jiménez Peña Castaño Áviles Quiñones Ortuño Vázquez Zúñiga Yáñez",
      cities: "Madrid,Málaga,Cádiz,León,A Coruña", forms: "S.L.,S.A."),
    Region(
      "IT", "it", "+39 06", share: 6,
      first:
        "Alessia Bruno Chiara Donato Elisabetta Fabrizio Giulia Ilaria Lorenzo Nicolò Ottavio Piero Raffaele Umberto Zita",
      last:
        "Rossi Bianchi Esposito Ferrò Galdà Lodà Mancini Nicolò Orrù Pirrò Romanò Santorò Tosi Uccello Viganò Zanolì",
      cities: "Roma,Forlì,Milano,Cefalù", forms: "S.p.A.,S.r.l."),
    Region(
      "PL", "pl", "+48 22", share: 6,
      first:
        "Łukasz Agnieszka Bożena Czesława Danuta Elżbieta Grażyna Józef Kazimierz Małgorzata Paweł Róża Stanisław Żaneta",
      last: "Wójcik Kowalczyk Zając Król Dąbrowska Łuczak Sikora Głowacka Żuk Mróz Świątek Bąk Gołąb Piątek Śliwa Ćwik",
      cities: "Warszawa,Łódź,Kraków,Gdańsk,Poznań", forms: "Sp. z o.o.,S.A."),
    Region(
      "CZ", "cs", "+420 2", share: 5,
      first:
        "Bořivoj Čeněk Dáša Eliška František Hynek Jiří Kateřina Luděk Matěj Naděžda Ondřej Přemysl Růžena Šárka Zdeněk",
      last:
        "Novák Dvořák Černý Procházka Kučera Veselý Horák Němec Říha Šťastný Žák Hájek Jelínek Růžička Bláha Křížek",
      cities: "Praha,Brno,Plzeň,Olomouc", forms: "s.r.o.,a.s."),
    Region(
      "GB", "en", "+44 20", share: 6,
      first:
        "Alice Ben Charlotte Daniel Eleanor Fergus Gwen Harriet Isla Jack Kieran Lily Megan Oliver Poppy Siân Wilf Zara",
      last:
        "Taylor O'Connor Brown Hughes Llewellyn Evans MacLeod Ashworth Beckett Davies Fletcher Irving Kerr Nash Yates",
      cities: "London,Leeds,Bristol,Cardiff", forms: "Ltd,plc,LLP"),
    Region(
      "NL", "nl", "+31 20", share: 4,
      first:
        "Anouk Bram Daan Esmée Femke Gijs Hendrik Joëlle Kees Lotte Maaike Noor Pieter Renée Sjoerd Tijmen Wouter Zoë",
      last:
        "Bakker Visser Smit Meijer Mulder Bos Vos Dijkstra Kuipers Postma Groen Daniëls Coenen Hoekstra Brouwer Wolters",
      cities: "Amsterdam,Utrecht,Groningen,Breda", forms: "B.V.,N.V."),
  ]
}
