/*
 * The rules that an input can break: name, id, severity, sentence. One list, from which the
 * enumeration and the public table are made. A family is the word before the first hyphen.
 */
#ifndef CF_BASE_RULES_H
#define CF_BASE_RULES_H

#define CF_RULE_LIST(RULE)                                                                         \
    RULE(FILE_UNREADABLE, "file-unreadable", ERROR, "A file that is named can be read.")           \
    RULE(FILE_TOO_LARGE, "file-too-large", ERROR, "A file has at most 8 MiB.")                     \
    RULE(FILE_OUTSIDE, "file-outside", ERROR,                                                      \
         "A path inside a file stays in its folder, in flowcharts/ or data/ beside it.")           \
    RULE(FILE_FAULTS, "file-faults", NOTE, "Of a file's faults the first 1000 are told.")          \
    RULE(YAML_ENCODING, "yaml-encoding", ERROR, "A file is valid UTF-8.")                          \
    RULE(YAML_CONTROL, "yaml-control-character", ERROR,                                            \
         "A file has no control, direction or invisible line break characters.")                   \
    RULE(YAML_SYNTAX, "yaml-syntax", ERROR, "A file is well-formed YAML.")                         \
    RULE(YAML_EMPTY, "yaml-empty", ERROR, "A file holds a document.")                              \
    RULE(YAML_SECOND, "yaml-second-document", ERROR, "A file holds one document.")                 \
    RULE(YAML_ANCHOR, "yaml-anchor", ERROR, "Anchors, aliases and merge keys are not used.")       \
    RULE(YAML_TAG, "yaml-tag", ERROR, "Tags and directives are not used.")                         \
    RULE(YAML_KEY, "yaml-key", ERROR, "A key is a short text that is not empty.")                  \
    RULE(YAML_DUPLICATE, "yaml-duplicate-key", ERROR, "A key stands once in its mapping.")         \
    RULE(YAML_DEPTH, "yaml-depth", ERROR, "Lists and mappings nest at most 64 deep.")              \
    RULE(YAML_SIZE, "yaml-size", ERROR,                                                            \
         "A text has at most 64 KiB, a key 256 bytes, a file 500000 nodes.")                       \
    RULE(FORMAT_KIND, "format-kind", ERROR,                                                        \
         "The first key is 'clusterflow' and names the kind of file and its version.")             \
    RULE(FORMAT_UNKNOWN_KEY, "format-unknown-key", ERROR, "A key is one that the format knows.")   \
    RULE(FORMAT_MISSING_KEY, "format-missing-key", ERROR, "What has to be given is given.")        \
    RULE(FORMAT_TYPE, "format-type", ERROR,                                                        \
         "A field holds what it is for: a text, a number, a flag, a year, a list, a mapping.")     \
    RULE(FORMAT_NUMBER, "format-number", ERROR,                                                    \
         "A number is written plainly: 29, -0.5, 1.5e3; no quotes, thousands marks or leading 0.") \
    RULE(FORMAT_FLAG, "format-flag", ERROR, "A flag is true or false.")                            \
    RULE(FORMAT_YEAR, "format-year", ERROR, "A year is a whole number from 1 to 9999.")            \
    RULE(                                                                                          \
        FORMAT_ID, "format-id", ERROR,                                                             \
        "An id begins with a small letter, has small letters, digits, _ and -, at most 64 bytes.") \
    RULE(FORMAT_WORD, "format-word", ERROR, "A word is one of those that the field knows.")        \
    RULE(FORMAT_RANGE, "format-range", ERROR, "A figure lies within what its field allows.")       \
    RULE(FORMAT_DUPLICATE_ID, "format-duplicate-id", ERROR, "An id names one thing.")              \
    RULE(FORMAT_SOURCE, "format-undefined-source", ERROR,                                          \
         "A source that is cited is one of the file's sources.")                                   \
    RULE(CATALOG_UNIT, "catalog-unit", ERROR,                                                      \
         "A unit is made of units that are defined before it.")                                    \
    RULE(CATALOG_INDEX, "catalog-index", ERROR,                                                    \
         "An index has what its type needs and nothing else.")                                     \
    RULE(CATALOG_DERIVED, "catalog-derived", ERROR,                                                \
         "An index is derived from observed number indices whose units fit.")                      \
    RULE(CATALOG_REDEFINED, "catalog-redefined", ERROR,                                            \
         "A chart adds words to its catalog and redefines none.")                                  \
    RULE(CATALOG_UNDEFINED, "catalog-undefined", ERROR,                                            \
         "An index, actor class or factor that is named is defined.")                              \
    RULE(CHART_EMPTY, "chart-empty", ERROR, "A chart has a step, a step has a criterion.")         \
    RULE(CHART_ROUTE, "chart-route", ERROR, "A route leads to a step further down, or to end.")    \
    RULE(CHART_NEED, "chart-need", ERROR,                                                          \
         "'need' is all, any or a count up to the number of criteria.")                            \
    RULE(CHART_TEST, "chart-test", ERROR, "A criterion has one test, which fits its index.")       \
    RULE(CHART_UNIT, "chart-unit", ERROR, "A critical level's unit converts to its index's.")      \
    RULE(CHART_BASIS, "chart-basis", ERROR,                                                        \
         "A critical level that is a source's or a comparator's names its source and place.")      \
    RULE(CHART_USE, "chart-use", ERROR,                                                            \
         "A chart uses files with the same catalog that use no others.")                           \
    RULE(CHART_ID, "chart-id", ERROR, "A chart that is found by its id has that id.")              \
    RULE(CITY_OBSERVATION, "city-observation", ERROR,                                              \
         "An observation has one value, in words that fit each other.")                            \
    RULE(CITY_TYPE, "city-type", ERROR, "A value is of its index's type.")                         \
    RULE(CITY_UNIT, "city-unit", ERROR, "A figure's unit converts to its index's.")                \
    RULE(CITY_NO_VALUE, "city-no-value", ERROR,                                                    \
         "An observation leaves a value that its index can have.")                                 \
    RULE(CITY_UNKNOWN_INDEX, "city-unknown-index", WARNING,                                        \
         "An indicator is an index of the catalog.")                                               \
    RULE(CITY_UNDEFINED_CLASS, "city-undefined-class", ERROR,                                      \
         "An actor's class is one of the catalog's.")                                              \
    RULE(CITY_DERIVED_EMPTY, "city-derived-empty", WARNING,                                        \
         "A derived value lies in its index's range.")                                             \
    RULE(WHAT_IF, "what-if", ERROR, "A what-if names an index and a value that fits it.")

enum cf_rule_id {
#define CF_RULE_ENUM(name, id, severity, sentence) CF_R_##name,
    CF_RULE_LIST(CF_RULE_ENUM)
#undef CF_RULE_ENUM
        CF_R_COUNT
};

#endif
