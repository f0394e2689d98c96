#include <clusterflow/model.h>

/* In the order of their enumerations. */

const char *cf_type_name(enum cf_type type)
{
    static const char *const names[] = { "number", "flag", "level", "category" };
    return names[type];
}

const char *cf_derivation_name(enum cf_derivation derivation)
{
    static const char *const names[] = { NULL,         "ratio", "product", "sum",
                                         "difference", "max",   "min",     "growth" };
    return names[derivation];
}

const char *cf_test_name(enum cf_test test)
{
    static const char *const names[] = { "at_least", "over", "at_most", "under",
                                         "between",  "is",   "is_not",  "one_of" };
    return names[test];
}

const char *cf_basis_name(enum cf_basis basis)
{
    static const char *const names[] = { NULL,        "source",     "comparator",
                                         "existence", "assumption", "what_if" };
    return names[basis];
}

const char *cf_form_name(enum cf_form form)
{
    static const char *const names[] = { "value",   "about", "nearly",  "at_least", "over",
                                         "at_most", "under", "between", "missing",  "began" };
    return names[form];
}

const char *cf_missing_name(enum cf_missing missing)
{
    static const char *const names[] = { "not_available", "not_stated", "disputed" };
    return names[missing];
}

const char *cf_kind_name(enum cf_kind kind)
{
    static const char *const names[] = { "actual", "estimate", "target",
                                         "plan",   "opinion",  "what_if" };
    return names[kind];
}
