// The public headers for a C++ compiler, and the library behind them for a C++ linker.
#include <clusterflow.h>
#include <iostream>
#include <memory>
#include <string>

namespace {

template <typename T, void (*free_it)(T *)> struct Free {
    void operator()(T *it) const
    {
        free_it(it);
    }
};
using Diags = std::unique_ptr<cf_diags, Free<cf_diags, cf_diags_free>>;
using City = std::unique_ptr<cf_city, Free<cf_city, cf_city_free>>;

int append(void *text, const char *bytes, size_t length)
{
    static_cast<std::string *>(text)->append(bytes, length);
    return 0;
}

} // namespace

int main()
{
    const std::string text = "clusterflow: city/1\nid: bayview\nname: Bayview\ncharts: [quays]\n"
                             "indicators: {seaport: {value: true, yaer: 2020}}\n";
    const cf_input input = {"bayview.yaml", text.data(), text.size(), nullptr, nullptr};
    Diags diags(cf_diags_new());
    cf_city *read = nullptr;
    const cf_status status = cf_load_city(&read, &input, diags.get());
    City city(read); // faulty, and ours all the same
    std::string told;
    const cf_sink sink = {append, &told};
    if (cf_write_diags(&sink, diags.get(), 0, nullptr) != CF_OK)
        return 1;
    std::cout << (status == CF_INVALID && city && city->faulty ? "refused" : "taken") << '\n' << told;
    return cf_version() == std::string(CF_VERSION) ? 0 : 1;
}
