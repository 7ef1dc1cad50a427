#!/usr/bin/env python3
"""Writes Sources/LibrettoModel/Formats/{CountryTable,TimeZoneTable,CallingCodeTable}.swift.

Countries and zones are those of the IANA time zone database (public domain), calling codes, trunk prefixes and
lengths of national numbers those of libphonenumber's metadata (Apache 2.0).
Usage, from the project's root:  pip install phonenumbers && python3 tools/generate-format-tables.py
"""
import glob
import os
import phonenumbers
from phonenumbers.phonemetadata import PhoneMetadata

ZONES = "/usr/share/zoneinfo/"
OUT = "Sources/LibrettoModel/Formats/"
NAMES = {  # where the database's names are too short for a sentence
    "AG": "Antigua and Barbuda", "AS": "American Samoa", "BA": "Bosnia and Herzegovina", "BL": "Saint Barthélemy",
    "BQ": "Caribbean Netherlands", "CD": "Democratic Republic of the Congo", "CF": "Central African Republic",
    "CG": "Republic of the Congo", "CZ": "Czechia|Czech Republic", "GB": "United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland",
    "GS": "South Georgia and the South Sandwich Islands", "HM": "Heard Island and McDonald Islands",
    "KN": "Saint Kitts and Nevis", "KP": "North Korea", "KR": "South Korea|Korea|Republic of Korea", "LC": "Saint Lucia",
    "MF": "Saint Martin", "MM": "Myanmar|Burma", "PM": "Saint Pierre and Miquelon", "SH": "Saint Helena",
    "SJ": "Svalbard and Jan Mayen", "ST": "Sao Tome and Principe", "SX": "Sint Maarten", "SZ": "Eswatini|Swaziland",
    "TC": "Turks and Caicos Islands", "TF": "French Southern Territories", "TL": "Timor-Leste|East Timor",
    "TR": "Türkiye|Turkey", "TT": "Trinidad and Tobago", "UM": "United States Minor Outlying Islands",
    "US": "United States|USA|United States of America|America", "VC": "Saint Vincent and the Grenadines",
    "VG": "British Virgin Islands", "VI": "United States Virgin Islands", "WF": "Wallis and Futuna", "WS": "Samoa",
    "AE": "United Arab Emirates|UAE", "AT": "Austria|Österreich", "CH": "Switzerland|Schweiz|Suisse|Svizzera",
    "CI": "Côte d'Ivoire|Ivory Coast", "CV": "Cape Verde|Cabo Verde", "DE": "Germany|Deutschland",
    "DK": "Denmark|Danmark", "ES": "Spain|España", "FR": "France", "IT": "Italy|Italia", "MK": "North Macedonia|Macedonia",
    "MO": "Macau|Macao", "NL": "Netherlands|Holland|The Netherlands", "NO": "Norway|Norge", "PL": "Poland|Polska",
    "RU": "Russia|Russian Federation", "SE": "Sweden|Sverige", "VA": "Vatican City|Holy See", "BE": "Belgium|Belgique|België",
    "FI": "Finland|Suomi", "PS": "Palestine", "MX": "Mexico|México", "BR": "Brazil|Brasil", "JP": "Japan|Nippon",
    "HK": "Hong Kong", "LA": "Laos", "SY": "Syria", "VN": "Vietnam|Viet Nam",
}


def write(name, made_from, doc, kind, member_doc, lines):
    with open(OUT + name + ".swift", "w", encoding="utf-8") as f:
        f.write(f"// Made by tools/generate-format-tables.py from {made_from}. Do not edit.\n\n/// {doc}\nenum {name} {{\n")
        f.write(f"  /// {member_doc}\n  static let {kind} = \"\"\"\n")
        f.writelines(f"    {line}\n" for line in lines)
        f.write('    """\n}\n')


def wrapped(words, indent="", width=100):
    line = ""
    for word in words:
        if line and len(line) + len(word) + 1 > width:
            yield line
            line = indent
        line += (" " if line and not line.endswith(" ") else "") + word
    yield line


tzdata = open(ZONES + "tzdata.zi", encoding="utf-8").readline().split()[-1]
countries = {}
for line in open(ZONES + "iso3166.tab", encoding="utf-8"):
    if not line.startswith("#"):
        code, name = line.rstrip("\n").split("\t")
        countries[code] = NAMES.get(code, name.replace("&", "and"))
write("CountryTable", f"tzdata {tzdata}", "The countries of ISO 3166-1 with their English names.", "lines",
      "A code, its name, and after bars other names that people write.", [f"{c} {n}" for c, n in sorted(countries.items())])

zones = set()
for line in open(ZONES + "tzdata.zi", encoding="utf-8"):
    words = line.split()
    if line.startswith("Z "):
        zones.add(words[1])
    elif line.startswith("L "):
        zones.add(words[2])
zones -= {"Factory"}
areas = {}
for zone in zones:
    area, _, place = zone.rpartition("/") if zone.count("/") < 2 else (*zone.partition("/")[:2], zone.partition("/")[2])
    areas.setdefault(area, []).append(place)
lines = []
for area in sorted(areas):
    for line in wrapped(sorted(areas[area]), width=95 - len(area)):
        lines.append(f"{area}: {line}")
write("TimeZoneTable", f"tzdata {tzdata}", "The names of the IANA time zone database, links included.", "lines",
      "An area (none for names without one) and the places in it.", lines)

words = []
for region in sorted(phonenumbers.SUPPORTED_REGIONS & countries.keys()):
    meta = PhoneMetadata.metadata_for_region(region)
    kinds = [k for k in (meta.fixed_line, meta.mobile) if k and k.possible_length and k.possible_length != (-1,)]
    lengths = sorted({n for k in kinds for n in k.possible_length})
    keeps = meta.national_prefix is None and any((k.example_number or "").startswith("0") for k in kinds)
    trunk = "+0" if keeps else "-" + meta.national_prefix if meta.national_prefix else ""
    words.append(f"{region}{meta.country_code}{trunk}:{','.join(map(str, lengths))}")
write("CallingCodeTable", f"libphonenumber {phonenumbers.__version__}",
      "How the countries' telephone numbers are made.", "words",
      "Country, calling code, then `-` and the trunk prefix that falls away abroad or `+` and the zero that stays,\n"
      "  /// then the digits that a national number can have.", list(wrapped(words)))
other = sorted(c for c in phonenumbers.COUNTRY_CODE_TO_REGION_CODE if phonenumbers.COUNTRY_CODE_TO_REGION_CODE[c] == ("001",))
print("without a country:", other)
