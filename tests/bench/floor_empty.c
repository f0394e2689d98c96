/* The least that a C program takes: being started and ending. */
int main(void)
{
    return 0;
}
