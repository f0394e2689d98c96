#include <clusterflow/model.h>

#include "base/arena.h"

void cf_catalog_free(struct cf_catalog *catalog)
{
    cf_document_free(catalog);
}

void cf_chart_free(struct cf_chart *chart)
{
    cf_document_free(chart);
}

void cf_city_free(struct cf_city *city)
{
    cf_document_free(city);
}

void cf_format_free(struct cf_format *format)
{
    cf_document_free(format);
}

void cf_suite_free(struct cf_suite *suite)
{
    cf_document_free(suite);
}
